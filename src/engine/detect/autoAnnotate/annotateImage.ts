import { EngineError } from '@shared/engineError'
import type { PixelImage } from '../../../imaging/pixels'
import type { Detector } from '../detector'
import type { Detection, DetectOptions } from '../detection'
import type { SamPredictor } from '../../prompt/predictor'
import type { AutoObject } from './autoObject'
import { rleArea } from '@shared/mask/measure'

/** What to keep of what is found. */
export interface AnnotateOptions extends DetectOptions {
  /** The least length of a box's shorter side in image pixels; 0. */
  readonly minSize?: number
}

/** Outlines what boxes hold. */
export type Outliner = Pick<SamPredictor, 'setImage' | 'predict'>

/** The detector, and what outlines its boxes; left out where the detector's own masks are to be taken. */
export interface AnnotateModels {
  readonly detector: Pick<Detector, 'run'>
  readonly outliner?: Outliner | undefined
}

/** Tells that work is to end; an AbortSignal does. */
export type Stopping = Pick<AbortSignal, 'aborted'>

/**
 * Finds the objects of an image and outlines them, best first: with an outliner each box is a prompt on one embedding
 * of the image. Objects without a pixel are left out.
 * @throws EngineError model-*; 'cancelled' between two runs when the signal is aborted; 'internal' without an outliner
 * for a detector that gives no masks
 */
export async function annotateImage(
  image: PixelImage,
  { detector, outliner }: AnnotateModels,
  options: AnnotateOptions = {},
  signal?: Stopping
): Promise<AutoObject[]> {
  throwIfCancelled(signal)
  const found = await detectLarge(detector, image, options)
  if (!outliner) return found.map(withOwnMask).filter(({ area }) => area > 0)
  const objects: AutoObject[] = []
  if (found.length > 0) {
    throwIfCancelled(signal)
    await outliner.setImage(image)
  }
  for (const detection of found) {
    throwIfCancelled(signal)
    const object = await outlined(detection, outliner)
    if (object.area > 0) objects.push(object)
  }
  return objects
}

/** What a detector finds, without what is too small. */
export async function detectLarge(
  detector: Pick<Detector, 'run'>,
  image: PixelImage,
  { minSize = 0, ...wanted }: AnnotateOptions
): Promise<Detection[]> {
  const found = await detector.run(image, wanted)
  return found.filter(({ box }) => Math.min(box.width, box.height) >= minSize)
}

function withOwnMask({ classIndex, className, box, score, mask }: Detection): AutoObject {
  if (!mask)
    throw new EngineError('internal', 'The model gives boxes only, and none to outline them was chosen')
  return { classIndex, className, box, score, mask, area: rleArea(mask), maskScore: null }
}

/** The mask that the official rule picks for a box. */
async function outlined(
  { classIndex, className, box, score }: Detection,
  outliner: Outliner
): Promise<AutoObject> {
  const { x, y, width, height } = box
  const prediction = await outliner.predict({ points: [], box: [x, y, x + width, y + height] })
  const { area, ...mask } = prediction.mask(prediction.selected)
  const maskScore = prediction.scores[prediction.selected] ?? null
  return { classIndex, className, box, score, mask, area, maskScore }
}

function throwIfCancelled(signal: Stopping | undefined): void {
  if (signal?.aborted) throw new EngineError('cancelled', 'The annotation was cancelled')
}
