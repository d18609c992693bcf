import { expect, it } from 'vitest'
import type { TaskProgress } from './jobTask'
import { pacedProgress } from './pacedProgress'

it('tells ten times a second, and when a phase begins or is complete', () => {
  const told: string[] = []
  let now = 0
  const progress = pacedProgress(
    ({ phase, done }) => told.push(`${phase} ${done}`),
    () => now
  )
  const steps = (phase: TaskProgress['phase'], from: number, to: number): void => {
    for (let done = from; done <= to; done++) {
      progress({ phase, done, total: 1000 })
      now++
    }
  }
  steps('reading', 0, 250)
  expect(told).toEqual(['reading 0', 'reading 100', 'reading 200'])
  steps('writing', 0, 20)
  expect(told.slice(3)).toEqual(['writing 0'])
  steps('writing', 1000, 1000)
  expect(told.slice(4)).toEqual(['writing 1000'])
})
