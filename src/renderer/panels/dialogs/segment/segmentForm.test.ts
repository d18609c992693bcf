import { describe, expect, it } from 'vitest'
import { everythingRanges } from '@shared/segment/params'
import { translator } from '@shared/i18n'
import { numberNames, presetNumbers, presetOf } from '../../../state/proposals/settingsOf'
import { fieldProblems, numbersIn, type NumberFields } from './segmentForm'

const t = translator('en')
const standard = presetNumbers('standard')
const problemsOf = (fields: Partial<NumberFields>) => fieldProblems({ ...standard, ...fields }, t)

describe('presets', () => {
  it.each(['coarse', 'standard', 'fine'] as const)('%s can be used, and is known again', (preset) => {
    const numbers = presetNumbers(preset)
    expect(presetOf(numbers)).toBe(preset)
    expect(numbersIn(numbers)).toBe(numbers)
  })

  it('any other number makes them settings of one’s own', () => {
    expect(presetOf({ ...standard, boxNmsThresh: 0.71 })).toBe('own')
  })
})

describe('fields', () => {
  it('each names itself and its range when it is outside of it', () => {
    for (const name of numberNames) {
      const { min, max } = everythingRanges[name]
      for (const value of [min - 1, max + 1]) {
        const sentence = problemsOf({ [name]: value })[name]
        expect(sentence).toContain(t(`segment.params.${name}.name`))
        expect(sentence).toContain(`${min} to ${max}`)
        expect(numbersIn({ ...standard, [name]: value })).toBeNull()
      }
    }
  })

  it('say what a half-typed one needs', () => {
    expect(problemsOf({ pointsPerSide: null })).toEqual({
      pointsPerSide: 'Points per side: enter a number from 1 to 256.'
    })
    expect(numbersIn({ ...standard, pointsPerSide: null })).toBeNull()
  })

  it('want whole numbers where only those make sense', () => {
    expect(problemsOf({ cropNLayers: 1.5 }).cropNLayers).toBe(
      'Crop layers: 1.5 is not valid. Enter a whole number from 0 to 3.'
    )
  })

  it('refuse what contradicts each other', () => {
    const fields = { pointsPerSide: 4, cropNLayers: 3, cropNPointsDownscaleFactor: 2 }
    expect(problemsOf(fields).cropNPointsDownscaleFactor).toContain('leaves no points')
    expect(numbersIn({ ...standard, ...fields })).toBeNull()
  })
})
