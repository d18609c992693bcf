import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { catalogueIdSchema, type ModelsView } from '@shared/schema/models'
import { ProblemError } from '@shared/schema/problem'
import { defaultSettings, type Settings } from '@shared/schema/settings'
import { problemOf } from '../../engine/engineProblem'
import { modelDir, samplePath } from '../../imaging/testing/samples'
import { ModelLibrary } from '../../engine/models/library/library'
import { LibraryState } from '../../engine/models/library/libraryState'
import { ModelsService, type UnverifiedDownload } from './modelsService'
import { measure } from '../../engine/models/speed/measure'
import type { Measure } from '../../engine/models/speed/request'
import { fileServer, type FileServer } from '../../engine/models/testing/fileServer'
import { newFolder, putModel, putSam, strangeModel, tinyDetector } from '../../engine/models/testing/models'
import { zipOf } from '../../engine/models/testing/zip'

/** Measures for real, in this thread, and only briefly. */
const measureHere: Measure = async (request) => {
  try {
    return (await measure('budgetMs' in request ? { ...request, budgetMs: 0 } : request)) as never
  } catch (error) {
    throw ProblemError.from(problemOf(error))
  }
}

interface Setup {
  readonly folder: string
  readonly service: ModelsService
  readonly settings: { current: Settings }
  readonly restarts: () => number
  /** Waits until the library looks like this. */
  readonly until: (done: (view: ModelsView) => boolean) => Promise<ModelsView>
  readonly again: () => ModelsService
  /** What the user was asked about unverified downloads, and what they answer. */
  readonly asked: UnverifiedDownload[]
  readonly user: { accepts: boolean }
}

async function setUp(server?: FileServer): Promise<Setup> {
  const folder = await newFolder()
  let restarts = 0
  const asked: UnverifiedDownload[] = []
  const user = { accepts: true }
  const settings = {
    current: { ...defaultSettings, modelMirror: server?.base ?? '' },
    update(change: Partial<Settings>): Settings {
      this.current = { ...this.current, ...change }
      return this.current
    }
  }
  const waiting = new Set<(view: ModelsView) => void>()
  const make = (): ModelsService => {
    const service = new ModelsService({
      library: new ModelLibrary(join(folder, 'library'), modelDir),
      state: new LibraryState(join(folder, 'library')),
      settings,
      measure: measureHere,
      fetcher: fetch,
      confirmUnverified: (download) => {
        asked.push(download)
        return Promise.resolve(user.accepts)
      },
      image: () => Promise.resolve(samplePath('march-pastoral')),
      probeModel: join(modelDir, 'decoder-image.onnx'),
      downloadFolder: join(folder, 'library/.downloads'),
      restartEngine: () => {
        restarts++
      },
      changed: (view) => waiting.forEach((tell) => tell(view))
    })
    onTestFinished(() => service.dispose())
    return service
  }
  const service = make()
  const until = (done: (view: ModelsView) => boolean): Promise<ModelsView> =>
    new Promise((resolve) => {
      const look = (view: ModelsView): void => {
        if (!done(view)) return
        waiting.delete(look)
        resolve(view)
      }
      waiting.add(look)
      look(service.view())
    })
  return { folder, service, settings, restarts: () => restarts, until, again: make, asked, user }
}

/** Adds a model as a user does. */
async function add(service: ModelsService, name: string, ...paths: readonly string[]): Promise<string> {
  const found = await service.inspect(paths)
  if (found.kind !== 'recognised') throw new Error(found.problem.message)
  await service.add(found.model.token, name, 'MIT')
  return service.view().models.find((model) => model.name === name)?.id ?? ''
}

describe('choosing', () => {
  it('a promptable model tries it out, remembers it, and restarts the engine with its folder', async () => {
    const { folder, service, settings, restarts } = await setUp()
    const id = await add(service, 'My SAM', ...(await putSam(folder)))
    await service.choose('promptable', id)
    expect(settings.current.promptableModel).toBe(id)
    expect(restarts()).toBe(1)
    expect(service.engineModel()).toEqual({ folder: join(folder, 'library', id), device: 'cpu' })
    await service.remove(id)
    expect(settings.current.promptableModel).toBe('mobile-sam')
    expect(restarts()).toBe(2)
    expect(service.engineModel().folder).toBe(modelDir)
  })

  it('a model that was altered changes nothing', async () => {
    const { folder, service, settings, restarts } = await setUp()
    const id = await add(service, 'My SAM', ...(await putSam(folder)))
    const path = join(folder, 'library', id, 'sam.encoder.onnx')
    await writeFile(path, (await readFile(path)).fill(1, 5000, 5001))
    await expect(service.choose('promptable', id)).rejects.toMatchObject({ kind: 'model-altered' })
    expect([settings.current.promptableModel, restarts()]).toEqual(['mobile-sam', 0])
  })

  it('a detector is remembered without the engine; other tasks refuse it', async () => {
    const { folder, service, settings, restarts } = await setUp()
    const id = await add(service, 'Cats', await putModel(folder, tinyDetector))
    await expect(service.choose('segmenter', id)).rejects.toMatchObject({ kind: 'bad-input' })
    await service.choose('detector', id)
    expect([settings.current.detectorModel, restarts()]).toEqual([id, 0])
    await service.remove(id)
    expect(settings.current.detectorModel).toBeNull()
  })

  it('weights that give NaN are refused, and said to be so', async () => {
    const { folder, service, settings } = await setUp()
    const [output] = tinyDetector.outputs
    const values = output?.values.map(() => Number.NaN) ?? []
    const broken = { ...tinyDetector, outputs: output ? [{ ...output, values }] : [] }
    const id = await add(service, 'Broken', await putModel(folder, broken))
    await expect(service.choose('detector', id)).rejects.toMatchObject({ kind: 'model-nan' })
    expect(settings.current.detectorModel).toBeNull()
  })

  it('a model that the engine cannot load is replaced by the one that comes with the program', async () => {
    const { folder, service, restarts } = await setUp()
    const id = await add(service, 'My SAM', ...(await putSam(folder)))
    await service.choose('promptable', id)
    const before = restarts()
    const why = { kind: 'model-altered', message: 'altered', params: { file: 'x' } } as const
    const idle = {
      modelName: null,
      device: null,
      capabilities: null,
      image: null,
      ahead: { done: 0, total: 0 }
    }
    service.onEngine({ ...idle, activity: 'failed', problem: why })
    await expect.poll(restarts).toBe(before + 1)
    expect(service.engineModel().folder).toBe(modelDir)
    const info = { modelId: 'mobile-sam', modelName: 'MobileSAM', device: 'cpu', threads: 1 } as const
    const capabilities = { masks: 4, refine: true, background: true, box: true }
    expect(service.readyProblem({ ...info, capabilities })).toMatchObject({
      ...{ kind: 'model-replaced', params: { name: 'My SAM', used: 'MobileSAM' } }
    })
    expect(service.view().models.find(({ chosen }) => chosen)?.name).toBe('MobileSAM')
  })
})

describe('the dry run', () => {
  it('gives a token for what was chosen also when it is refused, so that the other part can follow', async () => {
    const { folder, service } = await setUp()
    const [encoder, decoder] = await putSam(join(folder, 'a'))
    const other = join(folder, 'b', 'x.onnx')
    await putModel(join(folder, 'b'), strangeModel, 'y.onnx')
    await writeFile(other, await readFile(decoder))
    await writeFile(decoder, 'gone')
    const half = await service.inspect([encoder])
    expect(half).toMatchObject({ kind: 'problem', problem: { kind: 'model-incomplete' } })
    if (half.kind !== 'problem') return
    const whole = await service.inspect([...service.chosenFiles(half.token), other])
    expect(whole).toMatchObject({ kind: 'recognised', model: { familyName: 'SAM' } })
  })

  it('knows no tokens but its own', async () => {
    const { service } = await setUp()
    expect(() => service.chosenFiles('made-up-token' as never)).toThrow(/Unknown files token/)
  })
})

describe('measuring', () => {
  it('is kept for the next start, with the devices that failed', async () => {
    const { folder, service, until, again } = await setUp()
    const id = await add(service, 'Cats', await putModel(folder, tinyDetector))
    await service.selfTest(id)
    const { test } =
      again()
        .view()
        .models.find((model) => model.id === id) ?? {}
    expect(test?.speeds[0]).toMatchObject({ device: 'cpu', promptMs: null })
    expect(test?.speeds[0]?.runMs).toBeGreaterThan(0)
    const { devices } = await until((view) => view.devices.every(({ available }) => available !== null))
    expect(devices[0]).toEqual({ device: 'cpu', available: true, reason: '' })
    for (const { available, reason } of devices) expect(available ? reason === '' : reason !== '').toBe(true)
  })

  it('gives a promptable model the time of an image and of a click', async () => {
    const { service } = await setUp()
    await service.selfTest('mobile-sam')
    const [speed] = service.view().models[0]?.test?.speeds ?? []
    expect(speed?.runMs).toBeGreaterThan(speed?.promptMs ?? Infinity)
  })
})

describe('downloads', () => {
  const samB = catalogueIdSchema.parse('sam-vit-b')
  const nano = catalogueIdSchema.parse('yolox-nano')
  const archive = async (): Promise<Buffer> =>
    zipOf(
      {
        'sam.encoder.onnx': await readFile(join(modelDir, 'encoder.onnx')),
        'sam.decoder.onnx': await readFile(join(modelDir, 'decoder.onnx'))
      },
      'stored'
    )
  const row = (view: ModelsView, id: string) => view.catalogue.find((entry) => entry.id === id)

  it('come from the mirror, go on after a stop and a restart, and are compared with the first one', async () => {
    const server = await fileServer(await archive())
    const { service, until, again } = await setUp(server)
    server.cuts = [5_000_000]
    await service.download(samB)
    await until((view) => (row(view, samB)?.download?.receivedBytes ?? 0) > 4_000_000)
    await service.stopDownload(samB, true)
    expect(server.asked[0]?.path).toMatch(/^\/vietanhdev\/.*\/sam_vit_b_01ec64\.zip$/)
    if (!row(service.view(), samB)?.installed) {
      expect(row(again().view(), samB)?.download).toMatchObject({ state: 'stopped' })
      await service.download(samB)
    }
    const view = await until((now) => row(now, samB)?.installed !== null)
    const model = view.models.find(({ name }) => name === 'SAM ViT-B')
    expect(model).toMatchObject({ task: 'promptable', checkedBy: 'first-download', licence: 'Apache-2.0' })

    await service.remove(model?.id ?? '')
    server.body = Buffer.concat([server.body, Buffer.of(0)])
    await service.download(samB)
    const failed = await until((now) => row(now, samB)?.download?.state === 'failed')
    expect(row(failed, samB)?.download?.problem).toMatchObject({ kind: 'download-altered' })
  })

  it('with another hash than the published one install nothing', async () => {
    const server = await fileServer(Buffer.from('no model'))
    const { service, until } = await setUp(server)
    await service.download(nano)
    const view = await until((now) => row(now, nano)?.download?.state === 'failed')
    expect(row(view, nano)).toMatchObject({
      ...{ installed: null, download: { problem: { kind: 'download-altered' } } }
    })
    expect(view.models).toHaveLength(1)
    await service.stopDownload(nano, false)
    expect(row(service.view(), nano)?.download).toBeNull()
  })

  it('say which model is offered as weights only', async () => {
    const { service } = await setUp()
    const only = service.view().catalogue.filter(({ exportOnly }) => exportOnly)
    expect(only.map(({ name }) => name)).toEqual(['FastSAM-s', 'YOLOv8n-seg'])
    await expect(service.download(catalogueIdSchema.parse('no-such-model'))).rejects.toThrow(/Unknown model/)
  })

  it('without a known hash are asked for, naming the address and the size; a published hash needs no question', async () => {
    const server = await fileServer(await archive())
    const { service, asked, user } = await setUp(server)
    user.accepts = false
    await service.download(samB)
    expect(asked).toEqual([
      {
        name: 'SAM ViT-B',
        address: expect.stringMatching(`^${server.base}/vietanhdev/.*/sam_vit_b_01ec64\\.zip$`) as unknown,
        bytes: 348_403_199
      }
    ])
    expect(row(service.view(), samB)).toMatchObject({ download: null, installed: null, sha256: null })
    await service.download(nano)
    await service.stopDownload(nano, false)
    expect(asked).toHaveLength(1)
    expect(server.asked.every(({ path }) => !path.includes('sam_vit_b'))).toBe(true)
  })

  it('show the hash that was found, keep it, and ask no more once it is there to compare with', async () => {
    const body = await archive()
    const server = await fileServer(body)
    const { service, until, again, asked } = await setUp(server)
    await service.download(samB)
    const view = await until((now) => row(now, samB)?.installed !== null)
    const sha256 = createHash('sha256').update(body).digest('hex')
    expect(row(view, samB)?.sha256).toBe(sha256)
    await service.remove(row(view, samB)?.installed ?? '')
    const next = again()
    expect(row(next.view(), samB)).toMatchObject({ installed: null, sha256 })
    await next.download(samB)
    expect(asked).toHaveLength(1)
  })
})
