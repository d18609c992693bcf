import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** How the server answers; changed by a test while it runs. */
interface ServerManners {
  /** Cuts the connection after so many bytes of an answer; each entry is for one answer. */
  cuts: number[]
  ranges: boolean
  etag: string
  status: number
  /** Sends headers and then nothing. */
  silent: boolean
}

export interface FileServer extends ServerManners {
  readonly base: string
  body: Buffer
  /** Path and range of what was asked for. */
  readonly asked: { readonly path: string; readonly range: string | undefined }[]
}

/** A local HTTP server with one file at every address; it ends with the test. */
export async function fileServer(body: Buffer): Promise<FileServer> {
  const state = {
    ...{ base: '', body, asked: [], cuts: [], ranges: true, etag: '"one"', status: 200, silent: false }
  } as unknown as FileServer & { base: string }
  const server = createServer((request, response) => answer(state, request, response))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  state.base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return state
}

function answer(state: FileServer, request: IncomingMessage, response: ServerResponse): void {
  const { range, 'if-range': condition } = request.headers
  state.asked.push({ path: request.url ?? '', range })
  if (state.status !== 200) {
    response.writeHead(state.status).end()
    return
  }
  const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0)
  const part = state.ranges && from > 0 && condition === state.etag
  if (part && from >= state.body.length) {
    response.writeHead(416, { 'content-range': `bytes */${state.body.length}` }).end()
    return
  }
  const sent = part ? state.body.subarray(from) : state.body
  response.writeHead(part ? 206 : 200, {
    etag: state.etag,
    'content-length': sent.length,
    ...(part && { 'content-range': `bytes ${from}-${state.body.length - 1}/${state.body.length}` })
  })
  const cut = state.cuts.shift()
  if (state.silent) response.flushHeaders()
  else if (cut === undefined) response.end(sent)
  else response.write(sent.subarray(0, cut), () => response.destroy())
}
