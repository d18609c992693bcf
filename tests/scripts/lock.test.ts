import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadScript } from './load'

const { withLock } = (await loadScript('lib/lock.mjs')) as {
  withLock: (file: string, work: () => Promise<void>, onWait?: () => void) => Promise<void>
}

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maskwright-lock-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('work under one lock never overlaps, and the lock is gone afterwards', async () => {
  const file = join(folder, 'one.lock')
  const events: string[] = []
  let waits = 0
  const work = async (): Promise<void> => {
    events.push('start')
    await sleep(20)
    events.push('end')
  }
  await Promise.all([1, 2, 3].map(() => withLock(file, work, () => (waits += 1))))
  expect(events).toEqual(['start', 'end', 'start', 'end', 'start', 'end'])
  expect(waits).toBe(2)
  expect(existsSync(file)).toBe(false)
})

test('a failure inside gives the lock back', async () => {
  const file = join(folder, 'two.lock')
  await expect(withLock(file, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(existsSync(file)).toBe(false)
})

test('the lock of a process that is gone is taken over', async () => {
  const file = join(folder, 'three.lock')
  const { pid } = spawnSync(process.execPath, ['--version'])
  await writeFile(file, String(pid))
  let ran = false
  await withLock(file, () => {
    ran = true
    return Promise.resolve()
  })
  expect(ran).toBe(true)
})
