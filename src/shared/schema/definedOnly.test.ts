import { describe, expect, it } from 'vitest'
import { deeplyDefined, definedOnly } from './definedOnly'

describe('definedOnly', () => {
  it('leaves out what is undefined, and keeps null, false, 0 and empty texts', () => {
    const found = definedOnly({ a: undefined, b: null, c: false, d: 0, e: '' })
    expect(Object.keys(found)).toEqual(['b', 'c', 'd', 'e'])
  })

  it('does not overwrite when it is spread', () => {
    const change: { limit?: number | undefined } = { limit: undefined }
    expect({ limit: 5, ...definedOnly(change) }).toEqual({ limit: 5 })
  })
})

describe('deeplyDefined', () => {
  it('works at every depth, and keeps indexes', () => {
    const found = deeplyDefined({ a: { b: undefined, c: [{ d: undefined }, undefined, 1] } })
    expect(found).toStrictEqual({ a: { c: [{}, undefined, 1] } })
  })

  it('keeps what is no plain object', () => {
    const bytes = Uint8Array.of(1, 2)
    expect(deeplyDefined({ bytes })).toStrictEqual({ bytes })
    expect(deeplyDefined(7)).toBe(7)
  })

  it('makes keys of a prototype’s name plain values', () => {
    const found = deeplyDefined(JSON.parse('{"__proto__": {"polluted": true}}')) as object
    expect('polluted' in {}).toBe(false)
    expect(Object.getPrototypeOf(found)).toBe(Object.prototype)
  })

  it('refuses a cycle', () => {
    const cycle: Record<string, unknown> = {}
    cycle['self'] = cycle
    expect(() => deeplyDefined(cycle)).toThrow(RangeError)
  })
})
