import type { Device } from '@shared/schema/models'
import { failedModel, notANumber } from '../../models/modelErrors'
import { createSession, type FloatTensor, type SessionOptions } from '../../runtime/ort'
import type { Tensors } from './promptable'

/** A network of a model, whose failures name its file. */
export interface Network {
  readonly provider: Device
  /** Why it is not the one that was asked for. */
  readonly fallback: string | undefined
  /**
   * @param checked outputs that must hold numbers; to look through masks would take as long as the rest of a click.
   * @throws EngineError model-failed, model-out-of-memory, model-nan
   */
  run<K extends string>(
    feeds: Tensors,
    outputs: readonly K[],
    checked: readonly K[]
  ): Promise<Record<K, FloatTensor>>
  release(): Promise<void>
}

/**
 * Loads a network.
 * @param outputs which it must have.
 * @throws EngineError model-failed, model-out-of-memory
 */
export async function openNetwork(
  path: string,
  outputs: readonly string[],
  options: SessionOptions
): Promise<Network> {
  const session = await createSession(path, options).catch((error: unknown) => {
    throw failedModel(path, error)
  })
  const missing = outputs.find((name) => !session.outputNames.includes(name))
  if (missing !== undefined) {
    await session.release()
    throw failedModel(path, `no output ${missing}`)
  }
  return {
    provider: session.provider,
    fallback: session.fallback,
    async run(feeds, outputs, checked) {
      const results = await session.run(feeds, outputs).catch((error: unknown) => {
        throw failedModel(path, error)
      })
      for (const name of checked) if (hasNaN(results[name].data)) throw notANumber(path, name)
      return results
    },
    release: () => session.release()
  }
}

/** A loop, because `some` takes seven times as long, and embeddings have millions of numbers. */
function hasNaN(data: Float32Array): boolean {
  for (let i = 0; i < data.length; i++) {
    if (Number.isNaN(data[i])) return true
  }
  return false
}
