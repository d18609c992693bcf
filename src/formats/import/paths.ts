/** An image's name as a dataset writes it, made safe. */
export interface SafeName {
  /** Relative, with forward slashes, without `.` and `..`. Empty when nothing of the name was left. */
  readonly name: string
  /** Whether the name led elsewhere: it was absolute or went up. Only its last part is taken then. */
  readonly unsafe: boolean
}

/**
 * What a file system or a URL has in front of a path that begins elsewhere: a slash (two are UNC's and `//?/`), a drive
 * (`C:x` is relative to the drive's own folder), a scheme. A colon in a name is none of these.
 */
const ABSOLUTE = /^(?:\/|[a-z]:|[a-z][a-z0-9+.-]*:(?=\/|$))/i

/** Makes a foreign file name safe: never does it name anything outside of a folder that it is looked for in. */
export function safeName(written: string): SafeName {
  const path = written.replaceAll('\\', '/').replaceAll('\0', '')
  const parts = path.split('/').filter((part) => part !== '' && part !== '.')
  const unsafe = ABSOLUTE.test(path) || ABSOLUTE.test(parts.join('/')) || parts.includes('..')
  if (!unsafe) return { name: parts.join('/'), unsafe }
  const last = (parts[parts.length - 1] ?? '').replace(/^(?:[a-z]:)+/i, '')
  return { name: last === '..' || last === '.' ? '' : last, unsafe }
}

/** The folder of a path, or an empty text. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/')
  return slash < 0 ? '' : path.slice(0, slash)
}

/** The last part of a path. */
export function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** Joins a folder and a name; either may be empty. */
export function joinPath(folder: string, name: string): string {
  return folder === '' || name === '' ? folder + name : `${folder}/${name}`
}
