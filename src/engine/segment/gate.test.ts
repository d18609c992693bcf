import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Gate } from './gate'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const never = new AbortController().signal

it('lets work pass while nothing urgent goes on', async () => {
  await new Gate(200).pass(never)
})

it('holds work back during urgent work and for a moment after it', async () => {
  const gate = new Gate(200)
  const passed = vi.fn()
  gate.setUrgent(true)
  void gate.pass(never).then(passed)
  await vi.advanceTimersByTimeAsync(5000)
  gate.setUrgent(false)
  await vi.advanceTimersByTimeAsync(150)
  // More urgent work begins before the moment is over.
  gate.setUrgent(true)
  await vi.advanceTimersByTimeAsync(150)
  gate.setUrgent(false)
  gate.setUrgent(false)
  await vi.advanceTimersByTimeAsync(199)
  expect(passed).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect(passed).toHaveBeenCalledOnce()
})

it('does not hold back who gives up', async () => {
  const gate = new Gate(200)
  const abort = new AbortController()
  gate.setUrgent(true)
  const passing = gate.pass(abort.signal)
  abort.abort()
  await passing
})
