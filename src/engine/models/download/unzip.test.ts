import { readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { mutated, seeded } from '../../../imaging/testing/mutate'
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

  it.each(['../../evil.onnx', 'a\\evil.onnx', '..\\..\\evil.onnx'])(
    'puts nothing outside of the folder: %s',
    async (name) => {
      const { folder, path } = await setUp(zipOf({ [name]: weights }, method))
      expect(await unzipModels(path, folder, 'a.zip')).toEqual([join(folder, 'evil.onnx')])
    }
  )

  it.each(['nul.onnx', 'COM1.onnx', 'a:b.onnx', 'a?.onnx'])(
    'takes no file that another system refuses: %s',
    async (name) => {
      const { folder, path } = await setUp(zipOf({ [name]: weights, 'decoder.onnx': weights }, method))
      expect(await unzipModels(path, folder, 'a.zip')).toEqual([join(folder, 'decoder.onnx')])
    }
  )

  it('with two files that a system takes for one is refused', async () => {
    const { folder, path } = await setUp(zipOf({ 'SAM.onnx': weights, 'sam.onnx': weights }, method))
    await expect(unzipModels(path, folder, 'a.zip')).rejects.toMatchObject({ kind: 'model-unreadable' })
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

describe('an archive that lies, or hides something', () => {
  const unreadable = (reason: string) => ({ kind: 'model-unreadable', params: { file: 'a.zip', reason } })

  it('of zip64 is read', async () => {
    const { folder, path } = await setUp(zipOf({ 'encoder.onnx': weights }, 'deflated', { zip64: true }))
    expect(await unzipModels(path, folder, 'a.zip')).toEqual([join(folder, 'encoder.onnx')])
  })

  it('with a password is refused in words', async () => {
    const { folder, path } = await setUp(zipOf({ 'encoder.onnx': weights }, 'deflated', { flags: 1 }))
    await expect(unzipModels(path, folder, 'a.zip')).rejects.toMatchObject(unreadable('archive-encrypted'))
  })

  it('has its links ignored', async () => {
    const { folder, path } = await setUp(
      zipOf({ 'encoder.onnx': Buffer.from('/etc/passwd') }, 'stored', { mode: 0o120_777 })
    )
    await expect(unzipModels(path, folder, 'a.zip')).rejects.toMatchObject(unreadable('archive'))
    await expect(readFile(join(folder, 'encoder.onnx'))).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('that unpacks to too much in all is refused before anything is written', async () => {
    const { folder, path } = await setUp(zipOf({ 'a.onnx': weights, 'b.onnx.data': weights }, 'deflated'))
    const limits = { entries: 10, bytes: weights.length * 2 - 1 }
    await expect(unzipModels(path, folder, 'a.zip', limits)).rejects.toMatchObject(
      unreadable('archive-too-large')
    )
    await expect(readFile(join(folder, 'a.onnx'))).rejects.toMatchObject({ code: 'ENOENT' })
    await expect(unzipModels(path, folder, 'a.zip', { ...limits, entries: 1 })).rejects.toMatchObject(
      unreadable('archive-too-large')
    )
  })

  it('of which an entry unpacks to more than it states is refused', async () => {
    const zip = zipOf({ 'a.onnx': weights }, 'deflated')
    // The stated size in the directory, behind its signature, versions, flags, method, time, sum and packed size.
    const entry = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]))
    zip.writeUInt32LE(100, entry + 24)
    const { folder, path } = await setUp(zip)
    await expect(unzipModels(path, folder, 'a.zip')).rejects.toMatchObject(unreadable('archive'))
  })

  it('whose directory states gigabytes is read by its entries', async () => {
    const zip = zipOf({ 'a.onnx': weights }, 'deflated')
    zip.writeUInt32LE(0xfffffff0, zip.length - 10)
    const { folder, path } = await setUp(zip)
    expect(await unzipModels(path, folder, 'a.zip')).toEqual([join(folder, 'a.onnx')])
  })

  it('gives a model or a problem, whatever bytes are changed', async () => {
    const random = seeded(7)
    const zip = zipOf({ 'a.onnx': weights, 'b.onnx.data': Buffer.from('b') }, 'deflated')
    for (let i = 0; i < 150; i++) {
      const { folder, path } = await setUp(mutated(zip, random))
      const outcome = await unzipModels(path, folder, 'a.zip').catch((error: unknown) => error)
      if (!Array.isArray(outcome)) expect(outcome).toMatchObject({ kind: 'model-unreadable' })
    }
  })
})
