import { expect, it } from 'vitest'
import { Pool } from './pool'

it('gives each thing to one taker at a time, in the order of coming, also after a failure', async () => {
  const pool = new Pool(['a', 'b'])
  const taken: string[] = []
  const ends: (() => void)[] = []
  const use = (name: string) => (item: string) => {
    taken.push(`${name} ${item}`)
    return new Promise<void>((resolve, reject) => {
      ends.push(name === 'one' ? () => reject(new Error(name)) : resolve)
    })
  }
  const one = pool.with(use('one'))
  const others = ['two', 'three', 'four'].map((name) => pool.with(use(name)))
  await Promise.resolve()
  expect(taken).toEqual(['one a', 'two b'])
  ends[0]?.()
  await expect(one).rejects.toThrow('one')
  expect(taken).toEqual(['one a', 'two b', 'three a'])
  ends[1]?.()
  ends[2]?.()
  await others[0]
  await others[1]
  expect(taken.at(-1)).toBe('four b')
  ends[3]?.()
  await others[2]
})
