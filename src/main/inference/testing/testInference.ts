import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { modelDir } from '../../../imaging/testing/samples'
import { InferenceService, type InferenceListener } from '../inferenceService'
import { nodeEngine } from './nodeEngine'

/** The inference service over the real engine, in this process. */
export interface TestInference {
  readonly inference: InferenceService
  /** A new folder that goes with it. */
  readonly folder: string
  /** Ends the engine as a signal would. */
  readonly crash: () => void
  readonly dispose: () => Promise<void>
}

/** Loads the default model. */
export async function startTestInference(listener: Partial<InferenceListener> = {}): Promise<TestInference> {
  const folder = await mkdtemp(join(tmpdir(), 'inference-'))
  const engine = await nodeEngine()
  const limits = { cacheLimitBytes: 0, memoryLimitBytes: 2 ** 25, threads: 0, pixelLimit: 1e8 }
  const inference = new InferenceService(
    engine.start,
    () => ({ modelDir, cacheDir: join(folder, 'cache'), ...limits }),
    { engine: () => undefined, embedding: () => undefined, ...listener }
  )
  await inference.ready()
  const dispose = async (): Promise<void> => {
    await inference.dispose()
    await rm(folder, { recursive: true })
  }
  return { inference, folder, crash: () => engine.crash(), dispose }
}
