import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ActivityReporter } from './core'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function reporter(): { activity: ActivityReporter; told: string[] } {
  const told: string[] = []
  const activity = new ActivityReporter((event) => {
    if (event.name === 'activity') told.push(`${event.state} ${event.imageKey ?? ''}`.trimEnd())
  })
  return { activity, told }
}

it('tells each change once', () => {
  const { activity, told } = reporter()
  activity.update('idle')
  activity.update('encoding', 'a')
  activity.update('encoding', 'a')
  activity.update('encoding-ahead', 'b')
  activity.update('idle')
  expect(told).toEqual(['encoding a', 'encoding-ahead b', 'idle'])
})

it('says nothing of a prompt that is answered at once', () => {
  const { activity, told } = reporter()
  activity.update('predicting', 'a')
  vi.advanceTimersByTime(100)
  activity.update('idle')
  vi.advanceTimersByTime(1000)
  expect(told).toEqual([])
})

it('tells of a prompt that takes longer', () => {
  const { activity, told } = reporter()
  activity.update('predicting', 'a')
  vi.advanceTimersByTime(300)
  activity.update('idle')
  expect(told).toEqual(['predicting a', 'idle'])
})
