import { describe, expect, it } from 'vitest'
import type { PromptBox, PromptPoint } from '@shared/schema/prompt'
import { objectPrompts } from './objectPrompts'

const [a, b, c]: readonly PromptPoint[] = [1, 2, 3].map((x) => ({ x, y: x, label: 1 as const }))
const boxes: readonly PromptBox[] = [
  [0, 0, 5, 5],
  [5, 5, 9, 9]
]
if (!a || !b || !c) throw new Error('three points')

describe('the objects that prompts mean', () => {
  it.each([
    ['nothing: the whole image', [], [], [], []],
    ['points: one object', [a, b], [], [], [{ points: [a, b], box: undefined }]],
    ['a box with points: one object', [a, b], [], [boxes[0]], [{ points: [a, b], box: boxes[0] }]],
    ['boxes: an object each', [], [], boxes, boxes.map((box) => ({ points: [], box }))],
    [
      'groups of points: an object each',
      [],
      [[a, b], [c]],
      [],
      [
        { points: [a, b], box: undefined },
        { points: [c], box: undefined }
      ]
    ],
    [
      'as many groups as boxes: together',
      [],
      [[a, b], [c]],
      boxes,
      [
        { points: [a, b], box: boxes[0] },
        { points: [c], box: boxes[1] }
      ]
    ]
  ])('%s', (_name, point, points, box, expected) => {
    expect(objectPrompts({ point, points, box: box as PromptBox[] })).toEqual(expected)
  })

  it.each([
    [
      'points that could belong to either box',
      { point: [a], points: [], box: boxes },
      /2 boxes and 1 group of points/
    ],
    ['fewer groups than boxes', { point: [], points: [[a]], box: boxes }, /one --points for each --box/],
    ['both ways to give points', { point: [a], points: [[b]], box: [] }, /mutually exclusive/]
  ])('refuses %s', (_name, words, message) => {
    expect(() => objectPrompts(words)).toThrow(message)
  })
})
