import { describe, expect, it } from 'vitest'
import { modelSpace } from '../modelSpace'
import { promptTensors, type PromptTensors } from '../prompt'
import { checkPrompt } from './role'
import { fixedPoints, padded, pointCapabilities, withoutPadding, withPadding } from './points'

const space = modelSpace(1024, 1024, { inputSize: 1024 })
const click: PromptTensors = promptTensors({ points: [{ x: 10, y: 20, label: 1 }] }, space)
const box: PromptTensors = promptTensors({ points: [], box: [1, 2, 3, 4] }, space)

describe('a decoder’s points', () => {
  it('are filled up where their number is fixed', () => {
    const { coords, labels } = padded(click, 4)
    expect(coords.dims).toEqual([1, 4, 2])
    expect(Array.from(coords.data)).toEqual([10, 20, 0, 0, 0, 0, 0, 0])
    expect(labels.dims).toEqual([1, 4])
    expect(Array.from(labels.data)).toEqual([1, -1, -1, -1])
    expect(padded(click)).toEqual({ coords: click.coords, labels: click.labels })
    expect(() => padded(click, 1)).toThrow(RangeError)
  })

  it('are given without padding to graphs that add it', () => {
    expect(Array.from(withoutPadding(click).labels.data)).toEqual([1])
    expect(withoutPadding(click).coords.dims).toEqual([1, 1, 2])
    expect(withoutPadding(box)).toEqual(box)
  })

  it('are given with padding to graphs that add none', () => {
    expect(withPadding(click)).toEqual(click)
    const { coords, labels, count } = withPadding(box)
    expect(Array.from(coords.data)).toEqual([1, 2, 3, 4, 0, 0])
    expect(Array.from(labels.data)).toEqual([2, 3, -1])
    expect([count, coords.dims]).toEqual([3, [1, 3, 2]])
  })

  it('say what can be asked', () => {
    const inputs = [
      { name: 'labels', shape: [1, 3] },
      { name: 'open', shape: [1, 'n'] }
    ]
    expect(fixedPoints(inputs, 'labels')).toBe(3)
    expect(fixedPoints(inputs, 'open')).toBeUndefined()
    expect(pointCapabilities(3, true)).toEqual({ box: true, maxPoints: 2 })
    expect(pointCapabilities(1, false)).toEqual({ box: false, maxPoints: 1 })
    expect(pointCapabilities(undefined, true)).toEqual({ box: true })
  })
})

describe('checkPrompt', () => {
  const model = (capabilities: object): Parameters<typeof checkPrompt>[1] => {
    return { name: 'M', capabilities: { refine: true, background: true, box: true, ...capabilities } }
  }
  const points = (count: number, label: 0 | 1 = 1): { x: number; y: number; label: 0 | 1 }[] => {
    return Array.from({ length: count }, (_, x) => ({ x, y: 0, label }))
  }
  const corners = [0, 0, 1, 1] as const

  it.each([
    ['no-background', { background: false }, { points: points(1, 0) }],
    ['no-boxes', { box: false }, { points: [], box: corners }],
    ['too-many-points', { maxPoints: 2 }, { points: points(3) }],
    ['too-many-points', { maxPoints: 2 }, { points: points(1), box: corners }]
  ])('says %s', (reason, capabilities, prompt) => {
    const check = (): void => checkPrompt(prompt, model(capabilities))
    expect(check).toThrow(
      expect.objectContaining({ kind: 'prompt-unsupported', params: { model: 'M', reason } })
    )
  })

  it('lets pass what the model knows', () => {
    checkPrompt({ points: points(9, 0), box: corners }, model({}))
    checkPrompt({ points: [], box: corners }, model({ maxPoints: 1 }))
    checkPrompt({ points: points(2) }, model({ maxPoints: 2, box: false, background: false }))
  })
})
