/** What Label Studio puts before the names of uploaded files. */
const UPLOAD_PREFIX = /^[0-9a-f]{8}-(?=.)/
const LOCAL = /(?:^|\/)data\/local-files\/?\?(?:.*&)?d=([^&#]*)/
const UPLOAD = /(?:^|\/)data\/upload\/(?:.*\/)?([^/?#]+)(?:[?#].*)?$/
const WEB = /^[a-z][a-z0-9+.-]*:\/\/[^/]*(?:\/([^?#]*))?/i

/**
 * The name of a task's image: of local files the path below their root, of uploads and addresses the name of the file
 * alone, of anything else what is written.
 */
export function imageName(written: string): string {
  const local = LOCAL.exec(written)?.[1]
  if (local !== undefined) return decoded(local)
  const upload = UPLOAD.exec(written)?.[1]
  if (upload !== undefined) return decoded(upload).replace(UPLOAD_PREFIX, '')
  const web = WEB.exec(written)
  if (web) return decoded(web[1]?.split('/').at(-1) ?? '')
  return written
}

/** Without the signs that addresses use for others; text that has wrong ones stays as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The address of an image whose path is given from Label Studio's local files root. */
export function localAddress(path: string): string {
  return `/data/local-files/?d=${path.split('/').map(encodeURIComponent).join('/')}`
}
