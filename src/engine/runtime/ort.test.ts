import { join } from 'node:path'
import { deviceSchema } from '@shared/schema/models'
import { describe, expect, it } from 'vitest'
import { encodeTinyModel, PROBE } from '../detect/testing/tinyModel'
import { modelDir } from '../../imaging/testing/samples'
import { createSession, listedProviders } from './ort'

const model = join(modelDir, 'decoder-image.onnx')

describe('devices', () => {
  it('are those that the run-time lists here, the processor first', () => {
    expect(listedProviders()[0]).toBe('cpu')
  })

  it('that this platform does not have are replaced by the processor, with the reason', async () => {
    const [missing] = deviceSchema.options.filter((device) => !listedProviders().includes(device))
    const session = await createSession(model, { threads: 1, executionProvider: missing })
    expect(session.provider).toBe('cpu')
    expect(session.fallback).toContain(missing)
    await session.release()
  })

  it('the processor needs no reason', async () => {
    const session = await createSession(model, { threads: 1 })
    expect([session.provider, session.fallback]).toEqual(['cpu', undefined])
    await session.release()
  })
})

describe('numbers', () => {
  it('of 16 bits go in and come out as float32, whether or not JavaScript has Float16Array', async () => {
    const model = encodeTinyModel({
      input: { type: 'float16', shape: [1, 3, 2, 2] },
      outputs: [
        { name: 'halves', type: 'float16', dims: [3], values: [0.25, -2, PROBE] },
        { name: 'whole', dims: [1], values: [PROBE] }
      ]
    })
    const session = await createSession(model, { threads: 1 })
    const data = new Float32Array(12).fill(9)
    data.set([1, 2, 0.5, -1])
    const { halves, whole } = await session.run({ images: { data, dims: [1, 3, 2, 2] } }, ['halves', 'whole'])
    expect(halves).toEqual({ data: Float32Array.of(0.25, -2, 0.625), dims: [3] })
    expect(whole.data).toEqual(Float32Array.of(0.625))
    await session.release()
  })
})
