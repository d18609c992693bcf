import { expect, it } from 'vitest'
import { EngineError } from '@shared/engineError'
import { memoryPair } from '../../../rpc/memoryPair'
import { serve, type Handlers } from '../../../rpc/rpc'
import { engineProblems } from '../../engineProblem'
import { measureBy } from './measureBy'
import type { Measure, MeasureCalls } from './request'

/** Processes in memory; `exit` ends the latest one. */
function setUp(measure: Handlers<MeasureCalls>['measure'], patienceMs?: number) {
  const state: { kills: number; exit: (code: number) => void } = { kills: 0, exit: () => undefined }
  const run: Measure = measureBy(() => {
    const { near, far, exit } = memoryPair()
    serve<MeasureCalls>(far, { measure }, { errors: engineProblems })
    state.exit = exit
    const kill = (): void => {
      state.kills++
      exit()
    }
    return { ...near, kill }
  }, patienceMs)
  return { state, run }
}

it('brings what was measured, or what is wrong with the model, and ends the process', async () => {
  const { state, run } = setUp(({ kind }) => {
    if (kind === 'list') return ['cpu']
    throw new EngineError('model-nan', 'not a number', { file: '/models/a.onnx', output: 'masks' })
  })
  expect(await run({ kind: 'list' })).toEqual(['cpu'])
  await expect(run({ kind: 'start', device: 'cpu', model: '/models/a.onnx' })).rejects.toMatchObject({
    ...{ name: 'ProblemError', kind: 'model-nan', params: { file: 'a.onnx', output: 'masks' } }
  })
  expect(state.kills).toBe(2)
})

it('names the code with which the process ended by itself', async () => {
  const { state, run } = setUp(() => {
    state.exit(139)
    return new Promise(() => undefined)
  })
  await expect(run({ kind: 'list' })).rejects.toMatchObject({
    ...{ kind: 'model-test-failed', params: { reason: 'it ended with code 139' } }
  })
})

it('ends a process that does not answer', async () => {
  const { state, run } = setUp(() => new Promise(() => undefined), 10)
  await expect(run({ kind: 'list' })).rejects.toMatchObject({ params: { reason: 'timeout' } })
  expect(state.kills).toBe(1)
})
