import { rleBounds, toColumnMajor } from '@shared/mask/rle'
import { countsToString } from '@shared/mask/rleString'
import type { AutoObject } from '../../main/inference/engine/autoAnnotate/autoObject'
import type { AnnotatedImage } from '../../main/inference/engine/autoAnnotate/lanes/messages'

type FourNumbers = readonly [number, number, number, number]

/** One object as `auto-annotate --json` prints it. Boxes are left, top, width, height in image pixels. */
export interface AutoObjectJson {
  /** Number of the class in the detector's list, and its name. */
  readonly class: number
  readonly name: string
  /** The detector's confidence. */
  readonly score: number
  /** The detector's box. */
  readonly box: FourNumbers
  /** Around the mask. */
  readonly bbox: FourNumbers
  /** Object pixels. */
  readonly area: number
  /** SAM's own estimate of the mask's IoU; null where the detector gave the mask. */
  readonly predicted_iou: number | null
  /** Compressed COCO RLE; `size` is height, width. */
  readonly segmentation: { readonly size: readonly [number, number]; readonly counts: string }
}

/** What `auto-annotate --json` prints for an image that it annotated. */
export interface AutoAnnotateJson {
  readonly image: string
  readonly width: number
  readonly height: number
  readonly source: 'detector'
  /** The models: a file's name, and the model that outlines or null. */
  readonly det_model: string
  readonly sam_model: string | null
  /** From the decoded image to its last mask; several images are worked on at the same time. */
  readonly seconds: number
  readonly objects: readonly AutoObjectJson[]
}

/**
 * An annotated image in its documented form.
 * @param image as the user wrote its path
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
