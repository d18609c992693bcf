import { countsToString } from '@shared/mask/rleString'
import type { AutoObject } from '../../engine/detect/autoAnnotate/autoObject'
import type { AnnotatedImage } from '../../engine/detect/autoAnnotate/lanes/laneMessages'
import { toColumnMajor } from '@shared/mask/columnMajor'
import { rleBounds } from '@shared/mask/measure'

type FourNumbers = readonly [number, number, number, number]

/** One object in the output of `auto-annotate --json`. Boxes are left, top, width, height in image pixels. */
interface AutoObjectJson {
  /** Class index of the detector, and its name. */
  readonly class: number
  readonly name: string
  /** Confidence of the detector. */
  readonly score: number
  /** Box of the detector. */
  readonly box: FourNumbers
  /** Bounding box of the mask. */
  readonly bbox: FourNumbers
  /** Object pixels. */
  readonly area: number
  /** IoU predicted by SAM; null if the mask comes from the detector. */
  readonly predicted_iou: number | null
  /** Compressed COCO RLE; `size` is height, width. */
  readonly segmentation: { readonly size: readonly [number, number]; readonly counts: string }
}

/** The output of `auto-annotate --json` for one image. */
export interface AutoAnnotateJson {
  readonly image: string
  readonly width: number
  readonly height: number
  readonly source: 'detector'
  /** The models: file name of the detector, and id of the SAM model or null. */
  readonly det_model: string
  readonly sam_model: string | null
  /** From the decoded image to its last mask; several images are processed at the same time. */
  readonly seconds: number
  readonly objects: readonly AutoObjectJson[]
}

/**
 * Converts an annotated image to the documented JSON.
 * @param image path as given by the user
 */
export function autoAnnotateJson(
  image: string,
  { width, height, objects, annotate_ms }: AnnotatedImage,
  { detModel, outlinerId }: { readonly detModel: string; readonly outlinerId: string | undefined }
): AutoAnnotateJson {
  return {
    ...{ image, width, height, source: 'detector', det_model: detModel, sam_model: outlinerId ?? null },
    seconds: Math.round(annotate_ms) / 1000,
    objects: objects.map(autoObjectJson)
  }
}

function autoObjectJson(object: AutoObject): AutoObjectJson {
  const { classIndex, className, score, box, mask, area, maskScore } = object
  const bounds = rleBounds(mask) ?? { x: 0, y: 0, width: 0, height: 0 }
  return {
    class: classIndex,
    name: className,
    score,
    box: [box.x, box.y, box.width, box.height],
    bbox: [bounds.x, bounds.y, bounds.width, bounds.height],
    area,
    predicted_iou: maskScore,
    segmentation: { size: [mask.height, mask.width], counts: countsToString(toColumnMajor(mask).counts) }
  }
}
