import type { Context, HandlersOf } from './context'

/** Prompts for SAM. */
export function inferenceHandlers({ inference }: Context): HandlersOf<'inference'> {
  return {
    'inference.predict': (request) => inference.predict(request),
    'inference.candidate': ({ result, index }) => inference.candidate(result, index),
    'inference.embeddings': ({ images }) => inference.embeddings(images),
    'inference.restart': () => {
      inference.restart()
      return null
    }
  }
}
