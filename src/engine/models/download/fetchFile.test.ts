import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fileServer, type FileServer } from '../testing/fileServer'
import { newFolder } from '../testing/models'
import { fetchFile, type FileRequest } from './fetchFile'

const body = Buffer.from(Uint8Array.from({ length: 300_000 }, (_, i) => (i * 31 + (i >> 8)) % 251))
const sha256 = createHash('sha256').update(body).digest('hex')

async function setUp(more: Partial<FileRequest> = {}): Promise<{
  readonly server: FileServer
  readonly folder: string
  readonly progress: number[]
  readonly load: (change?: Partial<FileRequest>) => Promise<string>
}> {
  const [server, folder] = [await fileServer(body), await newFolder()]
  const progress: number[] = []
  const request: FileRequest = {
    ...{ address: `${server.base}/a/model.onnx`, target: join(folder, 'model.onnx'), name: 'model.onnx' },
    ...{ sha256, fetcher: fetch, signal: new AbortController().signal, pauses: [0, 0] },
    onProgress: (received) => void progress.push(received),
    ...more
  }
  return { server, folder, progress, load: (change = {}) => fetchFile({ ...request, ...change }) }
}

describe('a download', () => {
  it('is put in its place when it is whole, and nothing else is left', async () => {
    const { folder, load, progress } = await setUp()
    expect(await load()).toBe(sha256)
    expect(await readdir(folder)).toEqual(['model.onnx'])
    expect((await readFile(join(folder, 'model.onnx'))).equals(body)).toBe(true)
    expect(progress.at(-1)).toBe(body.length)
  })

  it('goes on by itself where the connection was cut', async () => {
    const { server, load } = await setUp()
    server.cuts = [100_000, 50_000]
    expect(await load()).toBe(sha256)
    const ranges = server.asked.map(({ range }) => range)
    expect(ranges[0]).toBeUndefined()
    expect(ranges).toHaveLength(3)
    expect(ranges.slice(1).every((range) => range?.startsWith('bytes='))).toBe(true)
  })

  it('gives up after some attempts without progress, keeps the part, and continues later', async () => {
    const { server, folder, load } = await setUp()
    server.cuts = [100_000, 0, 0]
    await expect(load()).rejects.toMatchObject({
      ...{ kind: 'download-failed', params: { reason: 'ECONNRESET', file: 'model.onnx' } }
    })
    expect(await readdir(folder)).toEqual(['model.onnx.part', 'model.onnx.part.json'])
    server.asked.length = 0
    expect(await load()).toBe(sha256)
    expect(server.asked).toHaveLength(1)
    expect(server.asked[0]?.range).toMatch(/^bytes=[1-9]/)
  })

  it('begins anew where the server knows no ranges', async () => {
    const { server, load } = await setUp()
    server.ranges = false
    server.cuts = [100_000]
    expect(await load()).toBe(sha256)
    expect(server.asked).toHaveLength(2)
  })

  it('begins anew where the file has changed on the server meanwhile', async () => {
    const { server, load } = await setUp()
    server.cuts = [100_000, 0, 0]
    await expect(load()).rejects.toThrow()
    server.etag = '"two"'
    server.body = Buffer.from(body).fill(1)
    const changed = createHash('sha256').update(server.body).digest('hex')
    expect(await load({ sha256: changed })).toBe(changed)
  })

  it('does not continue what came from another address', async () => {
    const { server, load } = await setUp()
    server.cuts = [100_000, 0, 0]
    await expect(load()).rejects.toThrow()
    server.asked.length = 0
    expect(await load({ address: `${server.base}/mirror/model.onnx` })).toBe(sha256)
    expect(server.asked[0]?.range).toBeUndefined()
  })

  it('with the wrong hash is deleted and never used', async () => {
    const { folder, load } = await setUp({ sha256: '0'.repeat(64) })
    await expect(load()).rejects.toMatchObject({ kind: 'download-altered', params: { file: 'model.onnx' } })
    expect(await readdir(folder)).toEqual([])
  })

  it('whose part was altered on the disk is noticed by the hash', async () => {
    const { server, folder, load } = await setUp()
    server.cuts = [100_000, 0, 0]
    await expect(load()).rejects.toThrow()
    const part = join(folder, 'model.onnx.part')
    await writeFile(part, (await readFile(part)).fill(9, 0, 10))
    await expect(load()).rejects.toMatchObject({ kind: 'download-altered' })
    expect(await load()).toBe(sha256)
  })

  it.each([
    [404, 'http-404'],
    [403, 'http-403'],
    [503, 'http-503']
  ])('says what the server answered: %i', async (status, reason) => {
    const { server, load } = await setUp()
    server.status = status
    await expect(load()).rejects.toMatchObject({ kind: 'download-failed', params: { reason } })
    expect(server.asked).toHaveLength(status === 503 ? 3 : 1)
  })

  it('says when nothing listens, and when the name is unknown', async () => {
    const { load } = await setUp()
    const refused = load({ address: 'http://127.0.0.1:9/x.onnx' })
    await expect(refused).rejects.toMatchObject({ kind: 'download-failed' })
    const unknown = load({ address: 'http://no-such-host.invalid/x.onnx' })
    await expect(unknown).rejects.toMatchObject({
      params: { host: 'no-such-host.invalid', reason: 'ENOTFOUND' }
    })
  })

  it('gives up a server that falls silent', async () => {
    const { server, load } = await setUp({ silenceMs: 20 })
    server.silent = true
    await expect(load()).rejects.toMatchObject({ params: { reason: 'ETIMEDOUT' } })
  })

  it('is stopped at once, and can be continued', async () => {
    const stop = new AbortController()
    const { server, load } = await setUp()
    server.silent = true
    const loading = load({ signal: stop.signal, onProgress: () => stop.abort() })
    await expect(loading).rejects.toMatchObject({ kind: 'cancelled' })
    server.silent = false
    expect(await load()).toBe(sha256)
  })
})
