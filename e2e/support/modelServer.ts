import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A local server with one file at every address, which lets a download begin and cuts it off. */
export interface ModelServer {
  readonly base: string
  /** Where the answers so far began, in bytes. */
  readonly starts: readonly number[]
  /** The next answers are cut off after so many bytes. */
  cutAfter: number | null
  close(): void
}

/** Starts the server. */
export async function serveModel(body: Buffer): Promise<ModelServer> {
  const starts: number[] = []
  const server = createServer((request, response) => {
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
    starts.push(from)
    const sent = body.subarray(from)
    response.writeHead(from > 0 ? 206 : 200, {
      etag: '"model"',
      'content-length': sent.length,
      ...(from > 0 && { 'content-range': `bytes ${from}-${body.length - 1}/${body.length}` })
    })
    if (state.cutAfter === null) response.end(sent)
    else response.write(sent.subarray(0, state.cutAfter), () => response.destroy())
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const state: ModelServer = {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    starts,
    cutAfter: null,
    close: () => {
      server.closeAllConnections()
      server.close()
    }
  }
  return state
}
