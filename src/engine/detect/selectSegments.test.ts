import { describe, expect, it } from 'vitest'
import { encodeRle } from '@shared/mask/rle'
import type { Segment } from './detector'
import { selectSegments, type SegmentPrompt } from './selectSegments'
import { rleBounds } from '@shared/mask/measure'

/** A segment of an 8 × 4 image that is a rectangle. */
function segment(className: string, left: number, top: number, right: number, bottom: number): Segment {
  const data = Uint8Array.from({ length: 32 }, (_, i) => {
    const [x, y] = [i % 8, Math.floor(i / 8)]
    return x >= left && x < right && y >= top && y < bottom ? 1 : 0
  })
  const mask = encodeRle({ width: 8, height: 4, data })
  const box = rleBounds(mask) ?? { x: 0, y: 0, width: 0, height: 0 }
  return { box, score: 1, classIndex: 0, className, mask }
}

const segments = [segment('left', 0, 0, 4, 4), segment('right', 4, 0, 8, 4), segment('part', 4, 0, 6, 2)]
const chosen = (prompt: SegmentPrompt): string[] =>
  selectSegments(segments, prompt).map(({ className }) => className)
const yes = (x: number, y: number): { x: number; y: number; label: 1 } => ({ x, y, label: 1 })
const no = (x: number, y: number): { x: number; y: number; label: 0 } => ({ x, y, label: 0 })

describe('prompts that choose among segments', () => {
  it.each<[string, SegmentPrompt, string[]]>([
    ['nothing', {}, []],
    ['a point', { points: [yes(1, 1)] }, ['left']],
    ['a point where two lie', { points: [yes(5.9, 1.9)] }, ['right', 'part']],
    ['a later point over an earlier', { points: [yes(5, 1), no(7, 3)] }, ['part']],
    ['an earlier point under a later', { points: [no(7, 3), yes(5, 1)] }, ['right', 'part']],
    ['points that all exclude', { points: [no(5, 1)] }, ['left']],
    ['a point outside of the image', { points: [yes(-1, 2), yes(8, 2), yes(2, 4)] }, []],
    ['a box', { boxes: [{ x: 4.5, y: 0, width: 2, height: 2.5 }] }, ['part']],
    ['a large box', { boxes: [{ x: 3, y: 0, width: 5, height: 4 }] }, ['right']],
    [
      'two boxes',
      {
        boxes: [
          { x: 0, y: 0, width: 4, height: 4 },
          { x: 4, y: 0, width: 4, height: 4 }
        ]
      },
      ['left', 'right']
    ],
    [
      'a box over a point that excludes',
      { points: [no(1, 1), yes(5, 3)], boxes: [{ x: 0, y: 0, width: 4, height: 4 }] },
      ['left', 'right']
    ]
  ])('%s', (_name, prompt, expected) => {
    expect(chosen(prompt)).toEqual(expected)
  })

  it('choose nothing where there is nothing', () => {
    expect(selectSegments([], { boxes: [{ x: 0, y: 0, width: 1, height: 1 }] })).toEqual([])
  })
})
