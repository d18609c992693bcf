import { describe, expect, it } from 'vitest'
import { problem, ProblemError } from '@shared/schema/problem'
import type { Speed, SpeedTest } from '@shared/schema/models'
import { deviceFor, Devices } from './devices'
import type { Measure } from './speed/request'

const speed = (device: Speed['device'], runMs: number, promptMs: number | null = null): Speed => {
  return { device, runMs, promptMs, loadMs: 1, threads: 1 }
}
const test = (...speeds: Speed[]): SpeedTest => ({ at: 0, speeds, failed: [] })

describe('the automatic choice', () => {
  it('is the processor until something was measured', () => {
    expect(deviceFor('auto', null)).toBe('cpu')
  })

  it('is the fastest one, clicks considered', () => {
    expect(deviceFor('auto', test(speed('cpu', 800), speed('cuda', 20)))).toBe('cuda')
    expect(deviceFor('auto', test(speed('cpu', 800, 30), speed('webgpu', 300, 200)))).toBe('cpu')
  })

  it('gives way to the user’s', () => {
    expect(deviceFor('webgpu', test(speed('cpu', 1)))).toBe('webgpu')
  })
})

describe('devices', () => {
  it('are those that the run-time lists; what does not start says why', async () => {
    const measure = ((request: { kind: string; device?: string }) => {
      if (request.kind === 'list') return Promise.resolve(['cpu', 'webgpu', 'cuda'])
      if (request.device === 'cuda') return Promise.resolve(null)
      const reason = '/src/context.cc:136 Status::Success was false. Failed to get a WebGPU adapter'
      return Promise.reject(
        ProblemError.from(problem('device-replaced', reason, { device: 'webgpu', reason }))
      )
    }) as unknown as Measure
    const devices = new Devices(measure, 'model.onnx', () => undefined)
    expect(devices.available()).toEqual(['cpu'])
    await devices.probe()
    expect(devices.list()).toEqual([
      { device: 'cpu', available: true, reason: '' },
      { device: 'webgpu', available: false, reason: 'no-adapter' },
      { device: 'cuda', available: true, reason: '' }
    ])
    expect(devices.available()).toEqual(['cpu', 'cuda'])
  })
})
