import { cp, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { modelDir } from '../../imaging/testing/samples'
import { verifyModel } from './verify'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'model-'))
  await cp(modelDir, folder, { recursive: true })
})

afterEach(() => rm(folder, { recursive: true }))

describe('verifyModel', () => {
  it('accepts the default model', async () => {
    const model = await verifyModel(folder)
    expect(model.manifest).toMatchObject({ id: 'mobile-sam', inputSize: 1024 })
    expect(model.files.encoderPath).toBe(join(folder, 'encoder.onnx'))
  })

  it('names a missing file', async () => {
    const file = join(folder, 'decoder.onnx')
    await rm(file)
    await expect(verifyModel(folder)).rejects.toMatchObject({ kind: 'model-missing', params: { file } })
    await expect(verifyModel(join(folder, 'nowhere'))).rejects.toMatchObject({ kind: 'model-missing' })
  })

  it('notices a file that was cut off', async () => {
    const file = join(folder, 'encoder.onnx')
    await truncate(file, 1000)
    await expect(verifyModel(folder)).rejects.toMatchObject({ kind: 'model-altered', params: { file } })
  })

  it('notices a single changed byte', async () => {
    const file = join(folder, 'decoder.onnx')
    const bytes = await readFile(file)
    bytes[5_000_000] = (bytes[5_000_000] ?? 0) ^ 1
    await writeFile(file, bytes)
    await expect(verifyModel(folder)).rejects.toMatchObject({ kind: 'model-altered', params: { file } })
  })

  it.each([
    ['no JSON', () => '{'],
    ['another family', (text: string) => text.replace('"family": "sam"', '"family": "other"')],
    ['a file elsewhere', (text: string) => text.replace('"encoder.onnx"', '"../encoder.onnx"')]
  ])('refuses a manifest with %s', async (_name, change) => {
    const path = join(folder, 'manifest.json')
    await writeFile(path, change(await readFile(path, 'utf8')))
    await expect(verifyModel(folder)).rejects.toMatchObject({ kind: 'model-altered', params: { file: path } })
  })
})
