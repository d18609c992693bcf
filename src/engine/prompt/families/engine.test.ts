import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { InitResult, PredictParams } from '../../process/protocol'
import type { PromptPoint } from '../promptTypes'
import { EngineService } from '../../process/service'
import { samplePath } from '../../../imaging/testing/samples'
import { everythingHandlers } from '../../segment/workerHandlers'
import { decoderHandlers } from '../../process/workers/decoderHandlers'
import { encoderHandlers } from '../../process/workers/encoderHandlers'
import { localPorts } from '../../../rpc/memoryPair'
import { edgeSamDecoder, edgeSamEncoder, sam2Decoder, sam2Encoder } from './testing/mobileSamAs'
import { recognisePromptable } from './recognise'
import { userModel } from './userModel'

const image = { imageKey: 'groceries', path: samplePath('groceries') }
const MiB = 2 ** 20
let folder: string
let service: EngineService

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'families-'))
  service = newService()
})

afterAll(async () => {
  await service.call('shutdown', undefined)
  await rm(folder, { recursive: true })
})

function newService(): EngineService {
  return new EngineService({
    encoderPort: localPorts(encoderHandlers),
    decoderPort: localPorts(decoderHandlers),
    everythingPort: localPorts(everythingHandlers),
    emit: () => undefined
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

function request(
  points: readonly PromptPoint[],
  previous?: PredictParams['prompt']['previous']
): PredictParams {
  return { ...image, prompt: { points, previous }, stream: 'click' }
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
    const { total, order } = await service.call('everything', { ...image, params, strategy: 'fast' })
    expect(total).toBe(16)
    expect(order.length).toBeGreaterThan(1)
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
