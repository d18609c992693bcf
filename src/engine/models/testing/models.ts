import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CELLS, table, writeTinyModel, type TinyModel } from '../../detect/testing/tinyModel'
import { modelDir } from '../../../imaging/testing/samples'
import { onTestFinished } from 'vitest'

/** A new folder, removed after the test. */
export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'models-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** A detector of two classes in the form of Ultralytics' exports. */
export const tinyDetector: TinyModel = {
  outputs: [{ name: 'output0', dims: [1, 6, CELLS], values: table(6, CELLS, {}) }],
  metadata: {
    ...{ description: 'Ultralytics YOLO11n model trained on tiny.yaml', task: 'detect', stride: '32' },
    ...{ imgsz: '[64, 64]', names: "{0: 'cat', 1: 'dog'}" }
  }
}

/** A model of no family. */
export const strangeModel: TinyModel = {
  outputs: [{ name: 'mood', dims: [1, 3], values: [1, 2, 3] }]
}

/** Writes a tiny model and gives its path. */
export async function putModel(folder: string, model: TinyModel, file = 'tiny.onnx'): Promise<string> {
  await mkdir(folder, { recursive: true })
  return writeTinyModel(folder, model, file)
}

/** MobileSAM as a user's two files. */
export async function putSam(folder: string): Promise<readonly [encoder: string, decoder: string]> {
  await mkdir(folder, { recursive: true })
  const [encoder, decoder] = [join(folder, 'sam.encoder.onnx'), join(folder, 'sam.decoder.onnx')]
  await copyFile(join(modelDir, 'encoder.onnx'), encoder)
  await copyFile(join(modelDir, 'decoder.onnx'), decoder)
  return [encoder, decoder]
}
