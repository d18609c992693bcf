import { parentPort } from 'node:worker_threads'
import { makeDisplayable } from '../inference/engine/image/displayable'
import { makeThumbnail } from '../inference/engine/image/thumbnail'
import { problemOf } from '../inference/engine/engineProblem'
import type { ImageAnswer, ImageTask } from './imageTasks'

// Decoding takes tens to hundreds of milliseconds, which main's own thread must not spend.
parentPort?.on('message', (task: ImageTask) => {
  void answer(task).then((message) => parentPort?.postMessage(message))
})

async function answer({ id, kind, path, pixelLimit }: ImageTask): Promise<ImageAnswer> {
  try {
    const make = kind === 'thumbnail' ? makeThumbnail : makeDisplayable
    return { id, ok: true, image: await make(path, pixelLimit) }
  } catch (error) {
    return { id, ok: false, problem: problemOf(error) }
  }
}
