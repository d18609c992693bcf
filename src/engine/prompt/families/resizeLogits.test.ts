import { expect, it } from 'vitest'
import { resizeLogits } from './resizeLogits'

it('keeps masks of the same size', () => {
  const logits = Float32Array.from({ length: 2 * 4 * 4 }, (_, i) => Math.sin(i))
  expect(resizeLogits(logits, 4, 4, 4)).toEqual(logits)
})

it('is bilinear without corner alignment, mask by mask', () => {
  // torch.nn.functional.interpolate(..., size=(4, 4), mode='bilinear') of [[0, 4], [8, 12]] and of [[1, 1], [1, 1]].
  const row = [0, 1, 3, 4]
  const expected = [0, 2, 6, 8].flatMap((below) => row.map((value) => value + below))
  const found = resizeLogits(Float32Array.of(0, 4, 8, 12, 1, 1, 1, 1), 2, 2, 4)
  expect(Array.from(found)).toEqual([...expected, ...new Array<number>(16).fill(1)])
})

it('takes masks that are not square', () => {
  expect(Array.from(resizeLogits(Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8), 4, 2, 2))).toEqual([
    1.5, 3.5, 5.5, 7.5
  ])
})
