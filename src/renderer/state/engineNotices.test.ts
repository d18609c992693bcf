import { describe, expect, it } from 'vitest'
import { problem } from '@shared/schema/problem'
import { FakeMain, idleEngine } from './testing/fakeMain'
import { testApp } from './testing/testApp'

describe('engine notices', () => {
  it('tell what went wrong before the window was there', () => {
    const missing = problem('model-missing', 'no encoder', { file: 'encoder.onnx' })
    const main = new FakeMain()
    main.engine = { ...idleEngine, activity: 'failed', problem: missing }
    const { notices } = testApp(main)
    expect(notices.problems).toEqual([missing])
  })

  it('tell of a crash once, and of the return', () => {
    const main = new FakeMain()
    const { app, notices } = testApp(main)
    const crash = problem('engine-crashed', 'it ended with code 9', { reason: 'code 9' })
    main.emit('engine.changed', { ...idleEngine, activity: 'restarting', problem: crash })
    main.emit('engine.changed', { ...idleEngine, activity: 'restarting', problem: crash })
    expect(notices.problems).toEqual([crash])
    expect(notices.infos).toEqual([])
    main.emit('engine.changed', { ...idleEngine, problem: crash })
    expect(notices.problems).toHaveLength(1)
    expect(notices.infos).toEqual(['Engine restarted'])
    expect(app.stores.engine.getState().activity).toBe('idle')
  })
})
