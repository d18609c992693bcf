import { describe, expect, it } from 'vitest'
import { candidateChoices } from './candidateChoices'
import { LOW_RES, LOW_RES_AREA } from './lowRes'
import { modelSpace } from './modelSpace'

const space = modelSpace(1024, 1024, { inputSize: 1024 })

/** Logits of masks that are rows of squares at the top left, with these sides in low-resolution pixels. */
function squares(...sides: readonly number[]): Float32Array<ArrayBuffer> {
  const logits = new Float32Array(sides.length * LOW_RES_AREA).fill(-5)
  sides.forEach((side, mask) => {
    for (let y = 0; y < side; y++) {
      const row = mask * LOW_RES_AREA + y * LOW_RES
      logits.fill(5, row, row + side)
    }
  })
  return logits
}

describe('the masks to choose from', () => {
  it('are named by their area, whatever order the model has; the single-mask token stays apart', () => {
    expect(candidateChoices(squares(50, 90, 20, 50), [0.9, 0.8, 0.7, 0.6], 1, space)).toEqual([
      { index: 0, size: 'overall' },
      { index: 2, size: 'detail' },
      { index: 3, size: 'part' },
      { index: 1, size: 'whole' }
    ])
    expect(candidateChoices(squares(90, 20, 50), [0.9, 0.8, 0.7], 0, space).map(({ size }) => size)).toEqual([
      'detail',
      'part',
      'whole'
    ])
  })

  it('leave out near-twins: the selected one stays, else the one with the better score', () => {
    // 100² and 99² overlap by 0.98.
    const twins = squares(50, 99, 20, 100)
    const indexes = (scores: number[], selected: number): number[] =>
      candidateChoices(twins, scores, selected, space).map(({ index }) => index)
    expect(indexes([0.9, 0.8, 0.95, 0.7], 2)).toEqual([0, 2, 1])
    expect(indexes([0.9, 0.7, 0.95, 0.8], 2)).toEqual([0, 2, 3])
    expect(indexes([0.9, 0.7, 0.95, 0.8], 1)).toEqual([0, 2, 1])
    const names = candidateChoices(twins, [0.9, 0.7, 0.95, 0.8], 2, space)
    expect(names.map(({ size }) => size)).toEqual(['overall', 'detail', 'whole'])
  })

  it('are the whole where all three are nearly the same', () => {
    const same = squares(50, 100, 100, 99)
    expect(candidateChoices(same, [0.9, 0.7, 0.95, 0.8], 2, space)).toEqual([
      { index: 0, size: 'overall' },
      { index: 2, size: 'whole' }
    ])
  })

  it('are compared inside of the image, not in the padding below it', () => {
    // The image fills the upper half; below it the first two differ.
    const half = modelSpace(1024, 512, { inputSize: 1024 })
    const logits = squares(10, 60, 60, 120)
    logits.fill(5, 2 * LOW_RES_AREA + 130 * LOW_RES, 2 * LOW_RES_AREA + 250 * LOW_RES)
    expect(candidateChoices(logits, [0.5, 0.9, 0.8, 0.7], 3, half).map(({ index }) => index)).toEqual([
      0, 1, 3
    ])
  })

  it('have no names where a model gives another number of them', () => {
    expect(candidateChoices(squares(10, 20), [0.9, 0.8], 0, space)).toEqual([
      { index: 0, size: null },
      { index: 1, size: null }
    ])
    expect(candidateChoices(squares(10), [0.9], 0, space)).toEqual([{ index: 0, size: 'overall' }])
  })
})
