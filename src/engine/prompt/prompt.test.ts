import { describe, expect, it } from 'vitest'
import { modelSpace } from './modelSpace'
import { promptTensors } from './prompt'
import { selectMask } from './select'

const space = modelSpace(1800, 1200, { inputSize: 1024 })

describe('modelSpace', () => {
  it('rounds the shorter side half up', () => {
    expect(space).toMatchObject({ width: 1024, height: 683 })
    expect(modelSpace(534, 800, { inputSize: 1024 })).toMatchObject({ width: 684, height: 1024 })
    expect(modelSpace(5000, 1, { inputSize: 1024 })).toMatchObject({ width: 1024, height: 1 })
  })
})

describe('promptTensors', () => {
  it('pads points without a box, and scales by the rounded sides', () => {
    const { coords, labels, count } = promptTensors({ points: [{ x: 900, y: 600, label: 1 }] }, space)
    expect(count).toBe(2)
    expect(coords.dims).toEqual([1, 2, 2])
    expect(Array.from(coords.data)).toEqual([512, Math.fround(600 * (683 / 1200)), 0, 0])
    expect(Array.from(labels.data)).toEqual([1, -1])
  })

  it('makes a box two points behind the others', () => {
    const prompt = { points: [{ x: 0, y: 0, label: 0 as const }], box: [0, 0, 1800, 1200] as const }
    const { coords, labels, count } = promptTensors(prompt, space)
    expect(count).toBe(3)
    expect(Array.from(coords.data)).toEqual([0, 0, 0, 0, 1024, 683])
    expect(Array.from(labels.data)).toEqual([0, 2, 3])
  })

  it('refuses an empty prompt and what is no number', () => {
    expect(() => promptTensors({ points: [] }, space)).toThrow(
      expect.objectContaining({ kind: 'bad-prompt' })
    )
    const nowhere = { points: [{ x: Number.NaN, y: 0, label: 1 as const }] }
    expect(() => promptTensors(nowhere, space)).toThrow(expect.objectContaining({ kind: 'bad-prompt' }))
  })
})

describe('selectMask', () => {
  it.each([
    [[0.99, 0.5, 0.7, 0.6], 2, 2],
    [[0.1, 0.5, 0.7, 0.6], 3, 0],
    [[0.1, 0.9, 0.9, 0.2], 2, 1]
  ])('of %j with %i points is %i', (scores, points, selected) => {
    expect(selectMask(scores, points)).toBe(selected)
  })
})
