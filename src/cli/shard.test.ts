import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inShard, parseShard } from './shard'
import { UsageError } from './exits'

describe('shards', () => {
  it('are written i/n', () => {
    expect(parseShard('2/8')).toEqual({ number: 2, of: 8 })
  })

  it.each(['', '1', '0/4', '5/4', '1/0', '-1/4', '1/4/2', 'a/b', '1.5/4', '1/99999999999999999999'])(
    'refuse "%s"',
    (text) => {
      expect(() => parseShard(text)).toThrow(UsageError)
    }
  )

  it('are disjoint and together complete', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 40 }), (name, of) => {
        const numbers = Array.from({ length: of }, (_, i) => i + 1)
        expect(numbers.filter((number) => inShard(name, { number, of }))).toHaveLength(1)
      })
    )
  })

  it('get about as many images each', () => {
    const names = Array.from({ length: 8000 }, (_, i) => `camera/IMG_${String(i).padStart(5, '0')}.jpg`)
    for (let number = 1; number <= 8; number++) {
      const count = names.filter((name) => inShard(name, { number, of: 8 })).length
      expect(count).toBeGreaterThan(900)
      expect(count).toBeLessThan(1100)
    }
  })

  it('do not depend on how accents are composed', () => {
    const [composed, apart] = ['é.jpg'.normalize('NFC'), 'é.jpg'.normalize('NFD')]
    for (let number = 1; number <= 16; number++) {
      const shard = { number, of: 16 }
      expect(inShard(composed, shard)).toBe(inShard(apart, shard))
    }
  })
})
