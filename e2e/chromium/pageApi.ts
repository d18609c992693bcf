import type { Api } from '@shared/ipc/api'
import { decode, encode } from './codec'
import { callPath, eventsPath, tokenHeader } from './routes'

type Listener = (payload: never) => void

/** Puts on `window.api` what the preload script puts there, over the bridge. Runs in the page before its own scripts. */
export function connect(token: string): void {
  const listeners = new Map<string, Set<Listener>>()
  const headers = { [tokenHeader]: token }
  const connected = follow(headers, (name, payload) => {
    for (const listener of listeners.get(name) ?? []) listener(payload as never)
  })
  const api: Api = {
    call: async (name, ...args) => {
      // No event of what a call sets off is missed.
      await connected
      const response = await fetch(callPath, { method: 'POST', headers, body: encode([name, args[0]]) })
      if (!response.ok) throw new Error(`The bridge answered ${response.status}`)
      return decode(await response.bytes()) as never
    },
    on: (name, listener) => {
      const others = listeners.get(name) ?? new Set()
      listeners.set(name, others.add(listener))
      return () => void others.delete(listener)
    }
  }
  Object.defineProperty(window, 'api', { value: Object.freeze(api), enumerable: true })
}

/** Hands on every event of the host; resolves once it is connected. */
async function follow(
  headers: Record<string, string>,
  tell: (name: string, payload: unknown) => void
): Promise<void> {
  const { ok, status, body } = await fetch(eventsPath, { headers })
  if (!ok || !body) throw new Error(`The bridge answered ${status}`)
  void readFrames(body.getReader(), (frame) => {
    const [name, payload] = decode(frame) as [string, unknown]
    tell(name, payload)
  })
}

/** Cuts a stream into frames, each after its length in 4 bytes. */
async function readFrames(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  use: (frame: Uint8Array) => void
): Promise<void> {
  let left = new Uint8Array()
  for (;;) {
    const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }))
    if (done || !value) return
    const bytes = new Uint8Array(left.byteLength + value.byteLength)
    bytes.set(left)
    bytes.set(value, left.byteLength)
    let at = 0
    while (at + 4 <= bytes.byteLength) {
      const size = new DataView(bytes.buffer).getUint32(at, true)
      if (at + 4 + size > bytes.byteLength) break
      use(bytes.slice(at + 4, at + 4 + size))
      at += 4 + size
    }
    left = bytes.slice(at)
  }
}
