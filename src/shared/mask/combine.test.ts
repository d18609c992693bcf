import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { subtractPatches, unitePatches } from './combine'
import type { MaskPatch } from './patch'
import { patchArbitrary, patchOf, rowsOf } from './testing/patches'

const isObject = (patch: MaskPatch | undefined, x: number, y: number): boolean =>
  !!patch &&
  x >= patch.x &&
  y >= patch.y &&
  x < patch.x + patch.width &&
  y < patch.y + patch.height &&
  patch.data[(y - patch.y) * patch.width + x - patch.x] === 1

describe('unitePatches', () => {
  it('grows to hold both, and has the pixels of either', () => {
    const united = unitePatches([patchOf('##', '#.'), { ...patchOf('##'), x: 2, y: 2 }])
    expect(united && rowsOf(united)).toEqual(['##..', '#...', '..##'])
    expect(unitePatches([])).toBeUndefined()
  })
})

describe('subtractPatches', () => {
  it('takes away what lies in the others, wherever they begin', () => {
    const away = { ...patchOf('###', '###'), x: 1, y: 1 }
    expect(rowsOf(subtractPatches(patchOf('###', '###'), [away]))).toEqual(['###', '#..'])
  })
})

it('agrees with the sets of pixels', () => {
  const pixels = Array.from({ length: 25 * 25 }, (_, at) => [at % 25, Math.floor(at / 25)] as const)
  const set = (test: (x: number, y: number) => boolean): string =>
    pixels.map(([x, y]) => Number(test(x, y))).join('')
  fc.assert(
    fc.property(patchArbitrary(), patchArbitrary(), (a, b) => {
      const united = unitePatches([a, b])
      const left = subtractPatches(a, [b])
      expect(set((x, y) => isObject(united, x, y))).toBe(
        set((x, y) => isObject(a, x, y) || isObject(b, x, y))
      )
      expect(set((x, y) => isObject(left, x, y))).toBe(set((x, y) => isObject(a, x, y) && !isObject(b, x, y)))
    })
  )
})
