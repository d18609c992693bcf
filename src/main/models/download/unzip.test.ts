import { readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { newFolder } from '../testing/models'
import { zipOf } from '../testing/zip'
import { unzipModels } from './unzip'

const weights = Buffer.from('weights '.repeat(50_000))

async function setUp(archive: Buffer): Promise<{ readonly folder: string; readonly path: string }> {
  const folder = await newFolder()
  const path = join(folder, 'a.zip')
  await writeFile(path, archive)
  return { folder, path }
}

describe.each(['stored', 'deflated'] as const)('an archive, %s', (method) => {
  it('gives its models and their weights, without folders', async () => {
    const files = { 'sam/encoder.onnx': weights, 'sam/encoder.onnx.data': weights, 'sam/run.py': weights }
    const { folder, path } = await setUp(zipOf({ ...files, 'decoder.onnx': Buffer.from('d') }, method))
    const models = await unzipModels(path, folder, 'a.zip')
    expect(models.map((model) => basename(model))).toEqual(['encoder.onnx', 'decoder.onnx'])
    expect((await readFile(join(folder, 'encoder.onnx.data'))).equals(weights)).toBe(true)
    await expect(readFile(join(folder, 'run.py'))).rejects.toThrow()
  })

  it('puts nothing outside of the folder', async () => {
    const { folder, path } = await setUp(zipOf({ '../../evil.onnx': weights }, method))
    expect(await unzipModels(path, folder, 'a.zip')).toEqual([join(folder, 'evil.onnx')])
  })

  it.each([
    ['cut off', (zip: Buffer) => zip.subarray(0, zip.length / 2)],
    ['altered', (zip: Buffer) => Buffer.from(zip).fill(0xff, 60, 70)],
    ['no archive', () => Buffer.from('no archive at all')],
    ['empty', () => Buffer.alloc(0)]
  ])('that is %s is refused', async (_how, spoil) => {
    const { folder, path } = await setUp(spoil(zipOf({ 'encoder.onnx': weights }, method)))
    await expect(unzipModels(path, folder, 'a.zip')).rejects.toMatchObject({ kind: 'model-unreadable' })
  })

  it('without a model is refused', async () => {
    const { folder, path } = await setUp(zipOf({ 'readme.txt': weights }, method))
    await expect(unzipModels(path, folder, 'a.zip')).rejects.toMatchObject({ kind: 'model-unreadable' })
  })
})
