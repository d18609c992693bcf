import { expect, test } from 'vitest'
import { retryWhileHeld, retryWhileHeldSync } from './retry'

class FileError extends Error {
  constructor(readonly code: string) {
    super(code)
  }
}

/** An operation that fails with each of the codes, then succeeds. */
function failing(...codes: string[]): { run: () => string; calls: () => number } {
  let calls = 0
  const run = (): string => {
    const code = codes[calls++]
    if (code !== undefined) throw new FileError(code)
    return 'done'
  }
  return { run, calls: () => calls }
}

const windows = { platform: 'win32' } as const

test('on Windows, an operation is repeated while the file is held', async () => {
  const held = failing('EBUSY', 'EPERM', 'EACCES', 'ENOTEMPTY')
  expect(await retryWhileHeld(() => Promise.resolve().then(held.run), windows)).toBe('done')
  expect(held.calls()).toBe(5)
  expect(retryWhileHeldSync(failing('EBUSY', 'EPERM').run, windows)).toBe('done')
})

test('other errors are thrown at once', async () => {
  const missing = failing('ENOENT')
  await expect(retryWhileHeld(() => Promise.resolve().then(missing.run), windows)).rejects.toThrow('ENOENT')
  expect(() => retryWhileHeldSync(failing('ENOSPC').run, windows)).toThrow('ENOSPC')
  expect(missing.calls()).toBe(1)
})

test('a file that stays held gives its error in the end', async () => {
  const held = failing(...Array<string>(100).fill('EBUSY'))
  const brief = { ...windows, timeoutMs: 100 }
  await expect(retryWhileHeld(() => Promise.resolve().then(held.run), brief)).rejects.toThrow('EBUSY')
  expect(held.calls()).toBeGreaterThan(3)
  expect(() => retryWhileHeldSync(held.run, brief)).toThrow('EBUSY')
})

test('elsewhere an operation runs once: there the codes have other causes', async () => {
  const held = failing('EBUSY')
  const linux = { platform: 'linux' } as const
  await expect(retryWhileHeld(() => Promise.resolve().then(held.run), linux)).rejects.toThrow('EBUSY')
  expect(() => retryWhileHeldSync(failing('EPERM').run, linux)).toThrow('EPERM')
  expect(held.calls()).toBe(1)
})
