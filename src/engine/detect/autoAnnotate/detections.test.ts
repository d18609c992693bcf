import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeImageFile } from '../../../imaging/decode'
import type { DetectParams } from '../../process/protocol'
import { EngineService } from '../../process/service'
import { modelDir, samplePath } from '../../../imaging/testing/samples'
import { writeBoatDetector } from '../testing/boatDetector'
import { realPorts } from '../../testing/realPorts'
import type { PortFactory } from '../../../rpc/port'
import { AutoAnnotator } from './autoAnnotator'
import { openModel } from '../../prompt/families/openModel'

const boats = samplePath('nagasaki-boats')

describe('the engine’s detectors', { timeout: 120_000 }, () => {
  let folder: string
  let path: string
  let params: DetectParams
  let service: EngineService
  /** How many were started. */
  let workers = 0

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'detections-'))
    path = await writeBoatDetector(folder)
    params = {
      imageKey: 'boats',
      path: boats,
      detector: { path },
      outline: true,
      confidence: 0.3,
      maxDetections: 3
    }
    const ports = await realPorts()
    const detectorPort: PortFactory = () => {
      workers++
      return ports.detectorPort()
    }
    service = new EngineService({ ...ports, detectorPort, emit: () => undefined })
    const limits = { cacheLimitBytes: 0, memoryLimitBytes: 2 ** 25, threads: 0, pixelLimit: 1e8 }
    await service.call('init', { modelDir, cacheDir: join(folder, 'cache'), ...limits })
  }, 120_000)

  afterAll(async () => {
    await service.call('shutdown', undefined)
    await rm(folder, { recursive: true })
  })

  it('find and outline what the command line finds and outlines', async () => {
    const outliner = await openModel(modelDir)
    const annotator = await AutoAnnotator.open({ detector: path, outliner, threads: 0 })
    const options = { confidence: 0.3, maxDetections: 3 }
    const expected = await annotator.annotate(await decodeImageFile(boats), options)
    await annotator.release()
    const { width, height, objects } = await service.call('detect', params)
    expect(objects.length).toBeGreaterThan(0)
    expect(objects.map(({ className, box, score }) => ({ className, box, score }))).toEqual(
      expected.map(({ className, box, score }) => ({ className, box, score }))
    )
    objects.forEach(({ mask, maskScore }, i) => {
      expect(mask).toMatchObject({ width, height, counts: expected[i]?.mask.counts })
      expect(maskScore).toBeCloseTo(expected[i]?.maskScore ?? 0, 5)
    })
  })

  it('share one worker among requests that come together', async () => {
    await service.call('detect', { ...params, outline: false })
    const before = workers
    const detector = { path, device: 'cpu' as const }
    const requests = [1, 2, 3].map(() => {
      return service.call('detect', { ...params, detector, outline: false })
    })
    for (const { objects } of await Promise.all(requests)) expect(objects.length).toBeGreaterThan(0)
    expect(workers).toBe(before + 1)
  })

  it('give boxes only, where no outlines are wanted', async () => {
    const { objects } = await service.call('detect', { ...params, outline: false, maxDetections: 1 })
    expect(objects).toMatchObject([{ className: 'boat', maskScore: null, mask: undefined }])
  })

  it('keep the small ones out', async () => {
    const { objects } = await service.call('detect', { ...params, outline: false, minSize: 4000 })
    expect(objects).toEqual([])
  })

  it('end when they are cancelled', async () => {
    const abort = new AbortController()
    const done = service.call('detect', params, { signal: abort.signal })
    abort.abort()
    await expect(done).rejects.toMatchObject({ kind: 'cancelled' })
  })

  it('name a model that cannot be used, and go on with another', async () => {
    const wrong = service.call('detect', { ...params, detector: { path: boats } })
    await expect(wrong).rejects.toMatchObject({ kind: 'model-unreadable' })
    const gone = service.call('detect', { ...params, path: join(folder, 'gone.jpg') })
    await expect(gone).rejects.toMatchObject({ kind: 'image-missing' })
    const { objects } = await service.call('detect', { ...params, outline: false })
    expect(objects.length).toBeGreaterThan(0)
  })
})
