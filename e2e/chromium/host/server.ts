import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { EventName, Events } from '../../../src/shared/ipc/contract'
import { imageScheme, pageHost, pageScheme } from '../../../src/main/protocols/schemes'
import { serveImage, servePage, type ImageSource } from '../../../src/main/protocols/serve'
import { decode, encode } from '../codec'
import { callPath, eventsPath, tokenHeader } from '../routes'

/** Loopback only: nothing outside this machine reaches the host. */
const ADDRESS = '127.0.0.1'

export interface BridgeOptions {
  /** The folder of the built page. */
  readonly pages: string
  readonly images: ImageSource
  /** What every call must show. */
  readonly token: string
  readonly answer: (name: unknown, input: unknown) => Promise<unknown>
  /** The page has gone, or lost its connection. */
  readonly pageGone: () => void
}

/** The two origins: that of the page and its bridge, and that of the images, as the application has two schemes. */
export interface Bridge {
  /** The page's address. */
  readonly page: string
  broadcast<N extends EventName>(name: N, payload: Events[N]): void
  close(): void
}

/** Serves the built page as it is, but for the address of its images, and answers its calls. */
export async function startBridge(options: BridgeOptions): Promise<Bridge> {
  const pages = new Set<ServerResponse>()
  const images = await listen((request, response) => answerImage(options, request, response))
  const imageOrigin = originOf(images)
  const server = await listen(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', originOf(server))
    if (request.headers.host !== new URL(originOf(server)).host) refuse(response)
    // A browser asks for it by itself; Electron does not.
    else if (pathname === '/favicon.ico') response.writeHead(204).end()
    else if (pathname === callPath || pathname === eventsPath) {
      if (request.headers[tokenHeader] !== options.token) refuse(response)
      else if (pathname === callPath) await answerCall(options, request, response)
      else follow(pages, response, options.pageGone)
    } else await send(response, await pageFor(options, request.url ?? '/', imageOrigin))
  })
  return {
    page: `${originOf(server)}/index.html`,
    broadcast: (name, payload) => {
      const frame = encode([name, payload])
      const length = Buffer.alloc(4)
      length.writeUInt32LE(frame.byteLength)
      for (const page of pages) page.write(Buffer.concat([length, frame]))
    },
    close: () => {
      for (const each of [server, images]) {
        each.closeAllConnections()
        each.close()
      }
    }
  }
}

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>

async function listen(answer: Answer): Promise<Server> {
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error(`${request.url ?? ''} failed`, error)
      response.destroy()
    })
  })
  await new Promise<void>((ready) => server.listen(0, ADDRESS, ready))
  return server
}

const originOf = (server: Server): string => `http://${ADDRESS}:${(server.address() as AddressInfo).port}`

const refuse = (response: ServerResponse): void => void response.writeHead(403).end('Forbidden')

/**
 * A file of the page under the application's own policy, with one source changed: the origin of the images for the
 * scheme that only Electron knows.
 */
async function pageFor(
  { pages, token }: BridgeOptions,
  path: string,
  imageOrigin: string
): Promise<Response> {
  const response = await servePage(pages, `${pageScheme}://${pageHost}${path}`)
  const headers = new Headers(response.headers)
  const policy = headers.get('content-security-policy')
  if (policy !== null)
    headers.set('content-security-policy', policy.replaceAll(`${imageScheme}:`, imageOrigin))
  const { status } = response
  if (!(headers.get('content-type') ?? '').startsWith('text/javascript'))
    return new Response(response.body, { status, headers })
  const script = (await response.text()).replaceAll(`${imageScheme}://`, `${imageOrigin}/${token}/`)
  return new Response(script, { status, headers })
}

async function answerImage(
  { images, token }: BridgeOptions,
  request: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  const prefix = `/${token}/`
  const path = request.url ?? ''
  if (path.startsWith(prefix))
    await send(response, await serveImage(images, `${imageScheme}://${path.slice(prefix.length)}`))
  else refuse(response)
}

async function answerCall(
  { answer }: BridgeOptions,
  request: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  const [name, input] = decode(new Uint8Array(await buffer(request))) as readonly unknown[]
  response.end(encode(await answer(name, input)))
}

/** Keeps the answer open for the events to come. */
function follow(pages: Set<ServerResponse>, response: ServerResponse, gone: () => void): void {
  pages.add(response)
  response.writeHead(200, { 'content-type': 'application/octet-stream' }).flushHeaders()
  response.on('close', () => {
    pages.delete(response)
    gone()
  })
}

async function send(response: ServerResponse, answer: Response): Promise<void> {
  response.writeHead(answer.status, Object.fromEntries(answer.headers))
  response.end(Buffer.from(await answer.arrayBuffer()))
}
