import { describe, expect, it } from 'vitest'
import { ProblemError } from '@shared/schema/problem'
import { SaveQueue } from './saveQueue'

describe('SaveQueue', () => {
  const full = new ProblemError('disk-full', 'The disk is full', { file: 'project.db' })

  it('sends one thing after the other', async () => {
    const log: string[] = []
    const queue = new SaveQueue(() => undefined)
    const save = (name: string) => async (): Promise<void> => {
      log.push(`${name} begins`)
      await Promise.resolve()
      log.push(`${name} ends`)
    }
    queue.save(save('a'))
    queue.save(save('b'))
    expect(queue.pending).toBe(2)
    await queue.settled()
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
    expect(queue.empty).toBe(true)
  })

  it('stops at a failed save, keeps it and what follows, and goes on in order', async () => {
    let works = false
    const log: string[] = []
    const queue = new SaveQueue(() => undefined)
    const save = (name: string) => (): Promise<void> => {
      if (!works) return Promise.reject(full)
      log.push(name)
      return Promise.resolve()
    }
    queue.save(save('a'))
    queue.save(save('b'))
    await queue.settled()
    expect(queue.failed?.kind).toBe('disk-full')
    expect(queue.pending).toBe(2)
    queue.save(save('c'))
    expect(queue.pending).toBe(3)
    works = true
    queue.retry()
    await queue.settled()
    expect(log).toEqual(['a', 'b', 'c'])
    expect(queue.failed).toBeNull()
  })

  it('asks after what was there before, and tells when that cannot be saved', async () => {
    let works = true
    const log: string[] = []
    const queue = new SaveQueue(() => undefined)
    const save = (): Promise<void> => (works ? Promise.resolve(void log.push('save')) : Promise.reject(full))
    queue.save(save)
    await queue.ask(() => Promise.resolve(void log.push('ask')))
    expect(log).toEqual(['save', 'ask'])

    works = false
    queue.save(save)
    await expect(queue.ask(() => Promise.resolve())).rejects.toBe(full)
    expect(queue.pending).toBe(1)

    works = true
    await queue.ask(() => Promise.resolve(void log.push('ask')))
    expect(log).toEqual(['save', 'ask', 'save', 'ask'])
  })

  it('drops a question that fails, and goes on', async () => {
    const queue = new SaveQueue(() => undefined)
    await expect(queue.ask(() => Promise.reject(full))).rejects.toBe(full)
    expect(queue.failed).toBeNull()
    let saved = false
    queue.save(() => Promise.resolve(void (saved = true)))
    await queue.settled()
    expect(saved).toBe(true)
  })
})
