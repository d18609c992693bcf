import { setTimeout as delay } from 'node:timers/promises'

/**
 * Error codes with which Windows refuses to rename or remove a file or folder that another program has open. Virus
 * scanners, indexers and backups do that for a moment to every new file.
 */
const HELD_CODES: ReadonlySet<unknown> = new Set(['EBUSY', 'EPERM', 'EACCES', 'ENOTEMPTY'])

const FIRST_DELAY_MS = 10
const MAX_DELAY_MS = 500
/** A longer wait helps little: the codes also stand for permissions that are missing for good. */
const TIMEOUT_MS = 4000
/** The event loop stands still meanwhile. */
const SYNC_TIMEOUT_MS = 400

/** Settings of a retry; the defaults are right outside of tests. */
export interface RetryOptions {
  readonly platform?: NodeJS.Platform
  /** Waiting time in all, in milliseconds. */
  readonly timeoutMs?: number
}

/** Milliseconds to wait before each new attempt: doubling, until the waiting time is used up. */
function* backoff(timeoutMs: number): Generator<number> {
  let waited = 0
  for (let wait = FIRST_DELAY_MS; waited < timeoutMs; wait = Math.min(2 * wait, MAX_DELAY_MS)) {
    const next = Math.min(wait, timeoutMs - waited)
    waited += next
    yield next
  }
}

function isHeld(error: unknown): boolean {
  return error instanceof Error && 'code' in error && HELD_CODES.has(error.code)
}

/**
 * Repeats a file operation on Windows while another program holds the file. Elsewhere it runs once.
 * @throws the last attempt's error
 */
export async function retryWhileHeld<T>(
  operation: () => Promise<T>,
  { platform = process.platform, timeoutMs = TIMEOUT_MS }: RetryOptions = {}
): Promise<T> {
  if (platform !== 'win32') return operation()
  for (const wait of backoff(timeoutMs)) {
    try {
      return await operation()
    } catch (error) {
      if (!isHeld(error)) throw error
      await delay(wait)
    }
  }
  return operation()
}

/** The same for synchronous operations; it blocks the thread while it waits. */
export function retryWhileHeldSync<T>(
  operation: () => T,
  { platform = process.platform, timeoutMs = SYNC_TIMEOUT_MS }: RetryOptions = {}
): T {
  if (platform !== 'win32') return operation()
  const sleeper = new Int32Array(new SharedArrayBuffer(4))
  for (const wait of backoff(timeoutMs)) {
    try {
      return operation()
    } catch (error) {
      if (!isHeld(error)) throw error
      Atomics.wait(sleeper, 0, 0, wait)
    }
  }
  return operation()
}
