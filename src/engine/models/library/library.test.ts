import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { modelDir } from '../../../imaging/testing/samples'
import { addModel } from './addModel'
import { inspectModel } from './inspect'
import { ModelLibrary } from './library'
import { newFolder, putModel, putSam, strangeModel, tinyDetector } from '../testing/models'

const as = { name: 'Cats and dogs', licence: 'MIT', source: 'tiny.onnx', checkedBy: 'added' } as const

async function setUp(): Promise<{ readonly folder: string; readonly library: ModelLibrary }> {
  const folder = await newFolder()
  return { folder, library: new ModelLibrary(join(folder, 'library'), modelDir) }
}

describe('the dry run', () => {
  it('says what a detector is, and copies nothing', async () => {
    const { folder, library } = await setUp()
    const { facts, name } = await inspectModel([await putModel(folder, tinyDetector)])
    expect({ name, ...facts }).toMatchObject({
      ...{ name: 'tiny', task: 'detector', classes: ['cat', 'dog'] },
      input: { width: 64, height: 64, dynamic: false },
      description: 'Ultralytics YOLO11n model trained on tiny.yaml'
    })
    expect(await readdir(library.folder)).toEqual([])
  })

  it('tells an encoder from a decoder, and finds the other one', async () => {
    const { folder } = await setUp()
    const [encoder, decoder] = await putSam(folder)
    const both = await inspectModel([decoder, encoder])
    expect(both.files.map(({ path }) => path)).toEqual([encoder, decoder])
    expect(both.facts).toMatchObject({ task: 'promptable', familyName: 'SAM', classes: [] })
    expect(both.facts.parameters).toBeGreaterThan(9_000_000)
    expect((await inspectModel([encoder])).facts).toEqual(both.facts)
  })

  it('names what is missing', async () => {
    const { folder } = await setUp()
    const [encoder, decoder] = await putSam(folder)
    await rm(decoder)
    await expect(inspectModel([encoder])).rejects.toMatchObject({
      ...{ kind: 'model-incomplete', params: { file: 'sam.encoder.onnx', missing: 'decoder' } }
    })
  })

  it('lists inputs, outputs and all families for a model of none', async () => {
    const { folder } = await setUp()
    const strange = inspectModel([await putModel(folder, strangeModel)])
    await expect(strange).rejects.toMatchObject({
      kind: 'model-unknown',
      params: {
        inputs: expect.stringContaining('images float32[1, 3, 64, 64]') as string,
        outputs: expect.stringContaining('mood float32[1, 3]') as string,
        families: expect.stringMatching(/SAM.*EfficientSAM.*YOLOX/) as string
      }
    })
  })

  it('refuses what is no model', async () => {
    const { folder } = await setUp()
    const path = join(folder, 'notes.onnx')
    await writeFile(path, 'These are no weights at all.')
    await expect(inspectModel([path])).rejects.toMatchObject({ kind: 'model-unreadable' })
  })
})

describe('the library', () => {
  it('begins with the model that comes with the program, which cannot be removed', async () => {
    const { library } = await setUp()
    expect(library.list().map(({ entry }) => entry.name)).toEqual(['MobileSAM'])
    await expect(library.remove('mobile-sam')).rejects.toMatchObject({ kind: 'model-built-in' })
    await library.countBuiltIn()
    expect(library.get('mobile-sam')?.entry.parameters).toBeGreaterThan(9_000_000)
  })

  it('knows what a promptable model can be asked, also of one that an earlier version added', async () => {
    const { folder, library } = await setUp()
    const all = { masks: 4, refine: true, background: true, box: true }
    expect(library.get('mobile-sam')?.entry.capabilities).toEqual(all)
    const found = await inspectModel(await putSam(folder))
    expect(found.facts.capabilities).toEqual(all)
    // The engine's files, for a library that does not know this one under another name.
    const other = new ModelLibrary(join(folder, 'other'), join(folder, 'nowhere'))
    const { entry, folder: at } = await addModel(other, found, as)
    expect(entry.capabilities).toEqual(all)
    const path = join(at, 'manifest.json')
    const manifest = JSON.parse(await readFile(path, 'utf8')) as { library: Record<string, unknown> }
    delete manifest.library['capabilities']
    await writeFile(path, JSON.stringify(manifest))
    const again = new ModelLibrary(other.folder, join(folder, 'nowhere'))
    expect(again.get(entry.id)?.entry.capabilities).toEqual(all)
  })

  it('keeps a detector, also for the next start, and removes it', async () => {
    const { folder, library } = await setUp()
    const found = await inspectModel([await putModel(folder, tinyDetector)])
    const { entry } = await addModel(library, found, as)
    expect(entry).toMatchObject({
      ...as,
      task: 'detector',
      id: expect.stringMatching(/^cats-and-dogs-/) as string
    })
    const next = new ModelLibrary(library.folder, modelDir)
    expect(next.get(entry.id)?.entry).toEqual(entry)
    expect((await next.verified(entry.id)).entry).toEqual(entry)
    expect(next.list('detector')).toHaveLength(1)
    await next.remove(entry.id)
    expect(new ModelLibrary(library.folder, modelDir).list()).toHaveLength(1)
    expect(await readdir(library.folder)).toEqual([])
  })

  it('keeps a promptable model with a manifest that the engine understands', async () => {
    const { folder, library } = await setUp()
    const found = await inspectModel(await putSam(folder))
    const added = await addModel(library, found, { ...as, name: 'My SAM' })
    const manifest = JSON.parse(await readFile(join(added.folder, 'manifest.json'), 'utf8')) as unknown
    expect(manifest).toMatchObject({ id: added.entry.id, name: 'My SAM', family: 'sam' })
    await expect(addModel(library, found, { ...as, name: 'My SAM' })).rejects.toMatchObject({
      kind: 'model-duplicate'
    })
    expect(await readdir(library.folder)).toEqual([added.entry.id])
  })

  it.each([
    ['altered', (bytes: Buffer) => Buffer.concat([bytes.subarray(0, -1), Buffer.of(7)]), 'model-altered'],
    ['cut off', (bytes: Buffer) => bytes.subarray(0, -100), 'model-altered'],
    ['gone', () => null, 'model-missing']
  ] as const)('never uses a file that is %s', async (_how, spoil, kind) => {
    const { folder, library } = await setUp()
    const { entry, folder: own } = await addModel(
      library,
      await inspectModel([await putModel(folder, tinyDetector)]),
      as
    )
    const path = join(own, 'tiny.onnx')
    const spoilt = spoil(await readFile(path))
    await (spoilt ? writeFile(path, spoilt) : rm(path))
    await expect(library.verified(entry.id)).rejects.toMatchObject({ kind })
  })

  it('takes the same files only once, whatever they are called', async () => {
    const { folder, library } = await setUp()
    const found = await inspectModel([await putModel(folder, tinyDetector)])
    await addModel(library, found, as)
    await expect(addModel(library, found, { ...as, name: 'Other' })).rejects.toMatchObject({
      ...{ kind: 'model-duplicate', params: { name: 'Cats and dogs' } }
    })
  })

  it('leaves nothing behind when a model cannot be added', async () => {
    const { folder, library } = await setUp()
    const path = await putModel(folder, tinyDetector)
    const found = await inspectModel([path])
    await rm(path)
    await expect(addModel(library, found, as)).rejects.toThrow()
    expect(await readdir(library.folder)).toEqual([])
  })

  it('takes a folder without a manifest for no model', async () => {
    const { library } = await setUp()
    await putModel(join(library.folder, 'half'), tinyDetector)
    expect(new ModelLibrary(library.folder, modelDir).list()).toHaveLength(1)
  })
})
