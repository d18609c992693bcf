import { describe, expect, it } from 'vitest'
import { PromptQueue } from './promptQueue'

/** A promise to be settled by hand. */
function gate(): { readonly opened: Promise<void>; open: () => void } {
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}

const kindOf = (promise: Promise<unknown>): Promise<unknown> => {
  return promise.then(
    (value) => value,
    (error: unknown) => (error as { kind: string }).kind
  )
}

describe('PromptQueue', () => {
  it('runs one at a time, in order', async () => {
    const queue = new PromptQueue()
    const log: string[] = []
    const { opened, open } = gate()
    const first = queue.run(queue.enter('a'), async () => {
      log.push('1 begins')
      await opened
      log.push('1 ends')
    })
    const second = queue.run(queue.enter('b'), () => Promise.resolve(log.push('2')))
    await Promise.resolve()
    expect(queue.size).toBe(2)
    open()
    await Promise.all([first, second])
    expect(log).toEqual(['1 begins', '1 ends', '2'])
    expect(queue.size).toBe(0)
  })

  it('supersedes what waits in the same stream, and lets what runs finish', async () => {
    const queue = new PromptQueue()
    const { opened, open } = gate()
    const running = queue.run(queue.enter('hover'), () => opened.then(() => 'one'))
    await Promise.resolve()
    const waiting = queue.run(queue.enter('hover'), () => Promise.resolve('two'))
    const click = queue.run(queue.enter('click'), () => Promise.resolve('three'))
    const newest = queue.run(queue.enter('hover'), () => Promise.resolve('four'))
    expect(await kindOf(waiting)).toBe('superseded')
    open()
    expect(await Promise.all([running, click, newest])).toEqual(['one', 'three', 'four'])
  })

  it('supersedes a prompt that still waits for its image', async () => {
    const queue = new PromptQueue()
    const ticket = queue.enter('click')
    const image = ticket.race(gate().opened)
    queue.enter('click')
    expect(await kindOf(image)).toBe('superseded')
  })

  it('cancels waiting and running prompts', async () => {
    const queue = new PromptQueue()
    const { opened, open } = gate()
    const tickets = [queue.enter('a'), queue.enter('b')] as const
    const [running, waiting] = tickets.map((ticket) => queue.run(ticket, () => opened))
    await Promise.resolve()
    for (const ticket of tickets) queue.cancel(ticket)
    expect(await Promise.all([running, waiting].map((prompt) => kindOf(prompt ?? opened)))).toEqual([
      'cancelled',
      'cancelled'
    ])
    open()
    expect(await queue.run(queue.enter('a'), () => Promise.resolve('next'))).toBe('next')
  })

  it('goes on after a failure', async () => {
    const queue = new PromptQueue()
    const failed = queue.run(queue.enter('a'), () => Promise.reject(new Error('no')))
    await expect(failed).rejects.toThrow('no')
    expect(await queue.run(queue.enter('a'), () => Promise.resolve(2))).toBe(2)
  })
})
