import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EngineEvent, InitResult, PredictParams, PromptPoint } from '../protocol'
import { EngineService } from '../service'
import { samplePath } from '../testing/samples'
import { everythingHandlers } from '../wholeImage/workerHandlers'
import { decoderHandlers } from '../workers/decoderHandlers'
import { encoderHandlers } from '../workers/encoderHandlers'
import { localPorts } from '../workers/localPort'
import { edgeSamDecoder, edgeSamEncoder, sam2Decoder, sam2Encoder } from './testing/mobileSamAs'
import { recognisePromptable } from './recognise'
import { userModel } from './userModel'

const image = { imageKey: 'groceries', path: samplePath('groceries') }
const MiB = 2 ** 20
let folder: string
let service: EngineService
let events: EngineEvent[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'families-'))
  service = newService()
})

afterAll(async () => {
  await service.call('shutdown', undefined)
  await rm(folder, { recursive: true })
})

function newService(): EngineService {
  events = []
  return new EngineService({
    encoderPort: localPorts(encoderHandlers),
    decoderPort: localPorts(decoderHandlers),
    everythingPort: localPorts(everythingHandlers),
    emit: (event) => events.push(event)
  })
}

/** A folder with a generated manifest, as the model library keeps a user's model. */
async function modelFolder(name: string, encoder: string, decoder: string): Promise<string> {
  const { manifest, files } = await userModel(await recognisePromptable(encoder, decoder), { name })
  const target = join(folder, manifest.id)
  await mkdir(target)
  await copyFile(files.encoderPath, join(target, manifest.encoder.file))
  await copyFile(files.decoderPath, join(target, manifest.decoder.file))
  await writeFile(join(target, 'manifest.json'), JSON.stringify(manifest))
  return target
}

function init(modelDir: string): Promise<InitResult> {
  const limits = { cacheLimitBytes: 100 * MiB, memoryLimitBytes: 40 * MiB, threads: 2, pixelLimit: 1e8 }
  return service.call('init', { modelDir, cacheDir: join(folder, 'cache'), ...limits })
}

let requests = 0
function request(
  points: readonly PromptPoint[],
  previous?: PredictParams['prompt']['previous']
): PredictParams {
  return { requestId: `q${++requests}`, ...image, prompt: { points, previous }, stream: 'click' }
}
const click = { x: 400, y: 270, label: 1 } as const

describe('the engine with a user’s model', { timeout: 240_000 }, () => {
  it('SAM 2: three tensors through caches and workers, refinement, whole images', async () => {
    const dir = await modelFolder('Sam two', await sam2Encoder(folder), await sam2Decoder(folder))
    expect(await init(dir)).toMatchObject({ modelName: 'Sam two', capabilities: { masks: 3, refine: true } })
    expect(await service.call('openImage', image)).toMatchObject({ source: 'encoded', width: 800 })
    const first = await service.call('predict', request([click]))
    expect(first.scores).toHaveLength(3)
    const previous = { resultId: first.resultId, index: first.selected }
    expect(await service.call('predict', request([click], previous))).toMatchObject({ refined: true })
    await expect(service.call('candidate', { ...previous, index: 3 })).rejects.toMatchObject({
      kind: 'bad-prompt'
    })
    // float32[256, 64, 64], [32, 256, 256] and [64, 128, 128].
    expect(await service.call('stats', undefined)).toMatchObject({ memoryCache: { bytes: 16 * MiB } })
    await service.call('shutdown', undefined)
    service = newService()
    await init(dir)
    expect(await service.call('openImage', image)).toMatchObject({ source: 'disk' })
    expect((await service.call('predict', request([click]))).mask).toEqual(first.mask)
    const params = { pointsPerSide: 4, predIouThresh: 0.7, stabilityScoreThresh: 0.7 }
    await service.call('everythingStart', { ...image, runId: 'all', params, strategy: 'fast' })
    const last = (): EngineEvent | undefined =>
      events.find((event) => event.name === 'everything' && event.done)
    await expect.poll(last, { timeout: 120_000, interval: 50 }).toMatchObject({ runId: 'all', total: 16 })
    const found = events.flatMap((event) => (event.name === 'everything' ? event.added : []))
    expect(found.length).toBeGreaterThan(1)
    expect(last()).not.toHaveProperty('error', expect.anything())
  })

  it('EdgeSAM: another model, its own embeddings, and no mask that is fed back', async () => {
    const dir = await modelFolder('Edge', await edgeSamEncoder(folder), await edgeSamDecoder(folder))
    expect(await init(dir)).toMatchObject({ capabilities: { masks: 4, refine: false } })
    expect(await service.call('openImage', image)).toMatchObject({ source: 'encoded' })
    const first = await service.call('predict', request([click]))
    const previous = { resultId: first.resultId, index: first.selected }
    const points = [click, { x: 30, y: 500, label: 0 as const }]
    expect(await service.call('predict', request(points, previous))).toMatchObject({ refined: false })
  })
})
