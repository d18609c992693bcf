import { request } from 'node:http'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { decode, encode } from '../../e2e/chromium/codec'
import { startBridge, type Bridge } from '../../e2e/chromium/host/server'
import { callPath, eventsPath, tokenHeader } from '../../e2e/chromium/routes'
import { servePage } from '../../src/main/protocols/serve'

const token = 'the-token'
const script = 'const url = `app-image://image/${id}`'
const picture = Uint8Array.from([1, 2, 3])
let pages = ''
let bridge: Bridge
const calls: unknown[] = []
const pageGone = vi.fn()

beforeAll(async () => {
  pages = await mkdtemp(join(tmpdir(), 'bridge-'))
  await writeFile(join(pages, 'index.html'), '<p>page</p>')
  await writeFile(join(pages, 'index.js'), script)
  const image = (): Promise<{ data: Uint8Array; type: string }> =>
    Promise.resolve({ data: picture, type: 'image/png' })
  bridge = await startBridge({
    ...{ pages, token, pageGone },
    images: { full: image, thumbnail: image },
    answer: (name, input) => {
      calls.push([name, input])
      return Promise.resolve({ ok: true, value: new Uint32Array([7]) })
    }
  })
})
afterAll(async () => {
  bridge.close()
  await rm(pages, { recursive: true })
})

const at = (path: string): string => new URL(path, bridge.page).href
const imageOrigin = async (): Promise<string> =>
  /http:\/\/[^/]+/.exec(await (await fetch(at('/index.js'))).text())?.[0] ?? ''

test('the page is the built one under the policy of the application, with one source changed', async () => {
  const answered = await fetch(bridge.page)
  expect(await answered.text()).toBe('<p>page</p>')
  const own = (await servePage(pages, 'app://maskwright/index.html')).headers
  const origin = await imageOrigin()
  expect(origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect(origin).not.toBe(new URL(bridge.page).origin)
  expect(answered.headers.get('content-security-policy')?.replaceAll(origin, 'app-image:')).toBe(
    own.get('content-security-policy')
  )
  expect(answered.headers.get('x-content-type-options')).toBe('nosniff')
})

test('nothing outside of the folder of pages is served', async () => {
  expect((await fetch(at('/..%2fmain%2findex.js'))).status).toBe(403)
  expect((await fetch(at('/nothing.js'))).status).toBe(404)
  expect((await fetch(at('/favicon.ico'))).status).toBe(204)
})

test('images have an origin of their own, which takes the token', async () => {
  const origin = await imageOrigin()
  const answered = await fetch(`${origin}/${token}/image/1?v=2`)
  expect(answered.headers.get('access-control-allow-origin')).toBe('*')
  expect(new Uint8Array(await answered.arrayBuffer())).toEqual(picture)
  for (const path of ['image/1', 'other/image/1', `${token}/file/1`])
    expect((await fetch(`${origin}/${path}`)).status, path).toBe(403)
})

test('a call takes the token, and carries typed arrays', async () => {
  const body = encode(['inference.predict', undefined])
  const wrong: Record<string, string>[] = [{}, { [tokenHeader]: 'another' }]
  for (const headers of wrong) {
    expect((await fetch(at(callPath), { method: 'POST', body, headers })).status).toBe(403)
    expect((await fetch(at(eventsPath), { headers })).status).toBe(403)
  }
  expect(calls).toEqual([])
  const answered = await fetch(at(callPath), { method: 'POST', body, headers: { [tokenHeader]: token } })
  expect(decode(new Uint8Array(await answered.arrayBuffer()))).toEqual({
    ok: true,
    value: new Uint32Array([7])
  })
  expect(calls).toEqual([['inference.predict', undefined]])
})

test('events arrive in order, and the end of the page is noticed', async () => {
  const stop = new AbortController()
  const { body } = await fetch(at(eventsPath), { headers: { [tokenHeader]: token }, signal: stop.signal })
  bridge.broadcast('app.closing', null)
  const { value } = (await body?.getReader().read()) ?? {}
  expect(decode((value as Uint8Array).slice(4))).toEqual(['app.closing', null])
  expect(pageGone).not.toHaveBeenCalled()
  stop.abort()
  await vi.waitFor(() => expect(pageGone).toHaveBeenCalledOnce(), { timeout: 20_000 })
})

test('it listens on this machine alone, and to its own name alone', async () => {
  const { port, host } = new URL(bridge.page)
  const statusFor = (name: string): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      request(bridge.page, { headers: { host: name } }, ({ statusCode }) => resolve(statusCode))
        .on('error', reject)
        .end()
    })
  expect(await statusFor(host)).toBe(200)
  expect(await statusFor(`attacker.example:${port}`)).toBe(403)
  const others = Object.values(networkInterfaces())
    .flatMap((found) => found ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
  for (const { address } of others) await expect(fetch(`http://${address}:${port}/`)).rejects.toThrow()
})
