import { EngineError } from '@shared/engineError'
import { unshareTensors } from '../embeddings/cache/embedding'
import type { ModelManifest } from '../models/manifest'
import { inputSpec } from '../prompt/inputSpec'
import { modelSpace } from '../prompt/modelSpace'
import { maskUpsampler } from '../prompt/postprocess'
import { commonHandlers } from '../process/workers/common'
import type { LoadParams } from '../models/loading'
import { AreaCounter } from './areaCounter'
import { filterMask, iouThreshold, type CropContext, type FilterParams } from './filters'
import type { EverythingCalls, EverythingStrategy, PointParams, PointReply, SetCropParams } from './messages'
import { wholePointDecoder, type PointDecoder } from './pointDecoder'
import { splitPointDecoder } from './splitPointDecoder'
import type { Handlers } from '../../rpc/rpc'

interface CurrentCrop extends CropContext {
  readonly decoder: PointDecoder
  readonly filter: FilterParams
  readonly early: boolean
}

/** The work of a whole-image worker: a point to the masks that pass the filters. One decode for each call. */
export function everythingHandlers(exit: () => void): Handlers<EverythingCalls> {
  let model: LoadParams | undefined
  let crop: CurrentCrop | undefined
  const decoders = new Map<EverythingStrategy, Promise<PointDecoder>>()
  return {
    ...commonHandlers(exit),
    load(params) {
      model = params
      return Promise.resolve({ provider: 'cpu' })
    },
    async setCrop(params) {
      if (!model) throw new EngineError('internal', 'No model is loaded')
      const start = performance.now()
      const decoder = decoders.get(params.strategy) ?? loadPointDecoder(params.strategy, model)
      decoders.set(params.strategy, decoder)
      crop = await prepare(params, await decoder, model.manifest)
      return { prepare_ms: performance.now() - start }
    },
    point(params) {
      if (!crop) throw new EngineError('internal', 'setCrop was not called')
      return decodePoint(params, crop)
    }
  }
}

/** Models without derived graphs are decoded the plain way, whatever the strategy. */
function loadPointDecoder(strategy: EverythingStrategy, model: LoadParams): Promise<PointDecoder> {
  const { files, threads } = model
  return strategy === 'fast' && files.split
    ? splitPointDecoder(files.split, { threads })
    : wholePointDecoder(model, { threads })
}

async function prepare(
  { embedding, crop, image, strategy, filter }: SetCropParams,
  decoder: PointDecoder,
  manifest: ModelManifest
): Promise<CurrentCrop> {
  const [left, top, right, bottom] = crop
  const space = modelSpace(right - left, bottom - top, inputSpec(manifest).space)
  await decoder.setImage(unshareTensors(embedding), space)
  const context = {
    frame: { crop, image },
    space,
    upsample: maskUpsampler(space),
    counter: new AreaCounter(space)
  }
  return { ...context, decoder, filter, early: strategy === 'fast' }
}

async function decodePoint({ x, y }: PointParams, crop: CurrentCrop): Promise<PointReply> {
  const start = performance.now()
  const { scores, masks } = await crop.decoder.decode(x, y, iouThreshold(crop.filter))
  const decoded = performance.now()
  const candidates = masks.flatMap((mask) => {
    return filterMask(mask, scores[mask.index] ?? 0, crop.filter, crop, crop.early) ?? []
  })
  const filter_ms = performance.now() - decoded
  return { candidates, masked: masks.length > 0, decode_ms: decoded - start, filter_ms }
}
