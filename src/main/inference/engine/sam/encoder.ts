import type { ModelManifest } from '../model/manifest'
import { createSession, type FloatTensor, type Session, type SessionOptions } from '../runtime/ort'

/** Turns a picture into the embedding that every prompt on it shares. */
export interface ImageEncoder {
  readonly provider: string
  /** float32[1, 3, 1024, 1024] → float32[1, 256, 64, 64]. Blocks the thread for about a second. */
  encode(input: FloatTensor): Promise<FloatTensor>
  release(): Promise<void>
}

/** Loads the encoder of a verified model. */
export async function loadEncoder(
  path: string,
  manifest: ModelManifest,
  options: SessionOptions
): Promise<ImageEncoder> {
  const session: Session = await createSession(path, options)
  const { input, output } = manifest.encoder
  return {
    provider: session.provider,
    async encode(tensor) {
      const results = await session.run({ [input.name]: tensor }, [output.name])
      const embedding = results[output.name]
      if (!embedding) throw new TypeError(`The encoder gave no output "${output.name}"`)
      return embedding
    },
    release: () => session.release()
  }
}
