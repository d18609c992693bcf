import { join } from 'node:path'
import { deviceSchema } from '@shared/schema/models'
import { describe, expect, it } from 'vitest'
import { modelDir } from '../testing/samples'
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
