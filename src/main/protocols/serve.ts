import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import log from 'electron-log/main'
import { toProblem } from '@shared/schema/problem'
import { imageIdSchema, type ImageId } from '@shared/schema/ids'
import { fileBelow } from '../security/fileBelow'
import { imageScheme, pageHost } from './schemes'

/** Bytes for an `<img>`. */
export interface ImageBytes {
  readonly data: Uint8Array
  readonly type: string
}

/** What `app-image://` can show of the opened project: nothing but its images, by id. */
export interface ImageSource {
  full(image: ImageId): Promise<ImageBytes>
  thumbnail(image: ImageId): Promise<ImageBytes>
}

/** No remote content, no inline script or style, nothing evaluated. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  `img-src 'self' ${imageScheme}: blob: data:`,
  `connect-src 'self' ${imageScheme}:`,
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'"
].join('; ')

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json'
}

/** Answers a request for a file of the built page, below its folder. */
export async function servePage(root: string, url: string): Promise<Response> {
  const file = new URL(url).host === pageHost ? fileBelow(root, url) : undefined
  const type = file && contentTypes[extname(file)]
  if (!file || !type) return new Response('Forbidden', { status: 403 })
  try {
    const headers = {
      'content-type': type,
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff'
    }
    return new Response(new Uint8Array(await readFile(file)), { headers })
  } catch {
    return new Response('Not found', { status: 404 })
  }
}

/** Answers a request for an image of the opened project. */
export async function serveImage(images: ImageSource, url: string): Promise<Response> {
  const { hostname, pathname } = new URL(url)
  const id = imageIdSchema.safeParse(Number(pathname.slice(1)))
  if (!id.success || (hostname !== 'image' && hostname !== 'thumb'))
    return new Response('Forbidden', { status: 403 })
  try {
    const { data, type } = hostname === 'image' ? await images.full(id.data) : await images.thumbnail(id.data)
    return new Response(new Uint8Array(data), {
      headers: {
        'content-type': type,
        'access-control-allow-origin': '*',
        // The address carries the file's version, so what was shown once stays valid.
        'cache-control': 'private, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff'
      }
    })
  } catch (error) {
    const problem = toProblem(error)
    log.warn(`${url}: ${problem.message}`)
    return new Response(problem.message, { status: 404, headers: { 'access-control-allow-origin': '*' } })
  }
}
