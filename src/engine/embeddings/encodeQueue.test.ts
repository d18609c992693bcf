import { describe, expect, it } from 'vitest'
import { EncodeQueue, type EncodePriority } from './encodeQueue'

/** A queue whose first job holds it until `release`, and the order in which the others ran. */
function held(): {
  queue: EncodeQueue<string>
  order: string[]
  push: (key: string, priority: EncodePriority) => Promise<string>
  release: () => void
} {
  const queue = new EncodeQueue<string>()
  const order: string[] = []
  let release = (): void => undefined
  const blocked = new Promise<void>((resolve) => {
    release = resolve
  })
  void queue.push('first', 'ahead', () => blocked.then(() => 'first'))
  const push = (key: string, priority: EncodePriority): Promise<string> => {
    return queue.push(key, priority, () => {
      order.push(key)
      return Promise.resolve(key)
    })
  }
  return { queue, order, push, release }
}

describe('EncodeQueue', () => {
  it('goes by priority, then by age', async () => {
    const { order, push, release } = held()
    await Promise.resolve()
    const all = [
      push('ahead', 'ahead'),
      push('current', 'current'),
      push('prompt', 'prompt'),
      push('late', 'current')
    ]
    release()
    await Promise.all(all)
    expect(order).toEqual(['prompt', 'current', 'late', 'ahead'])
  })

  it('joins what is on its way, and only makes it more urgent', async () => {
    const { queue, order, push, release } = held()
    await Promise.resolve()
    const other = push('other', 'current')
    const slow = push('wanted', 'ahead')
    const urgent = push('wanted', 'prompt')
    const again = push('wanted', 'ahead')
    expect(queue.current).toMatchObject({ key: 'first', priority: 'ahead' })
    void push('first', 'current')
    expect(queue.current).toMatchObject({ key: 'first', priority: 'current' })
    release()
    expect(await Promise.all([slow, urgent, again, other])).toEqual(['wanted', 'wanted', 'wanted', 'other'])
    expect(order).toEqual(['wanted', 'other'])
  })

  it('demotes what the user left, newest first, and gives the oldest up', async () => {
    const { queue, order, push, release } = held()
    await Promise.resolve()
    const asked: Promise<string>[] = []
    for (const key of ['a', 'b', 'c', 'd', 'e']) {
      queue.demoteOthers(key)
      asked.push(push(key, 'current'))
    }
    asked.push(push('prompted', 'prompt'))
    queue.demoteOthers('f')
    asked.push(push('f', 'current'))
    const outcomes = Promise.allSettled(asked)
    release()
    const kinds = (await outcomes).map((outcome) => {
      return outcome.status === 'fulfilled' ? outcome.value : (outcome.reason as { kind: string }).kind
    })
    expect(kinds).toEqual(['superseded', 'superseded', 'c', 'd', 'e', 'prompted', 'f'])
    expect(order).toEqual(['prompted', 'f', 'e', 'd', 'c'])
  })

  it('goes on after a failure and tells when it is idle', async () => {
    let changes = 0
    const queue = new EncodeQueue<number>(() => changes++)
    const failed = queue.push('a', 'current', () => Promise.reject(new Error('no')))
    const fine = queue.push('b', 'current', () => Promise.resolve(1))
    await expect(failed).rejects.toThrow('no')
    expect(await fine).toBe(1)
    await Promise.resolve()
    expect(queue.idle).toBe(true)
    expect(changes).toBe(4)
  })
})
