import { parentPort as threadParent, type Transferable } from 'node:worker_threads'
import type { Port } from '../port'

/** The part of Electron's `process.parentPort` that is used here, so that nothing imports Electron. */
interface UtilityParent {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void
}

/**
 * The port to whoever started this: for a worker thread, an Electron utility process, or a forked child of Node. There
 * is no exit to listen for: a thread ends with its process, and a process without its owner ends.
 * @throws Error when nobody has started this with a channel
 */
export function portToParent(): Port {
  const onExit = (): void => undefined
  if (threadParent) {
    const port = threadParent
    return {
      post: (message, transfer = []) => port.postMessage(message, transfer as readonly Transferable[]),
      onMessage: (listener) => void port.on('message', listener),
      onExit,
      release: () => port.unref()
    }
  }
  const { parentPort } = process as unknown as { readonly parentPort?: UtilityParent }
  if (parentPort) {
    return {
      post: (message) => parentPort.postMessage(message),
      onMessage: (listener) => parentPort.on('message', ({ data }) => listener(data)),
      onExit
    }
  }
  if (!process.send) throw new Error('This file runs as a thread or process that another process starts')
  process.on('disconnect', () => process.exit(1))
  return {
    post: (message) => void process.send?.(message),
    onMessage: (listener) => void process.on('message', listener),
    onExit
  }
}
