import { maskFromRle, maskShape } from '@shared/mask/maskData'
import type { AnnotatedImage } from '../../engine/detect/autoAnnotate/lanes/laneMessages'
import { cocoOutline } from '../../formats/coco/cocoShape'
import type { CocoCategory } from '../../formats/coco/coco'
import { yoloSegmentLine } from '../../formats/yolo/yolo'
import { instancesFile, parseCocoPart, type CocoPart } from '../cocoInstances'
import type { OutputFile, OutputFormat } from '../everything/outputFormat'
import type { InputImage } from '../everything/inputs'

/** How annotated images are written to a folder. */
export interface LabelFormat {
  /** The files of one image. */
  files(image: InputImage, annotated: AnnotatedImage): OutputFile[]
  /** The file that combines all images. */
  readonly gather?: OutputFormat['gather']
}

export const labelFormatNames = ['yolo-seg', 'coco'] as const
export type LabelFormatName = (typeof labelFormatNames)[number]

/** @param classes class names of the detector, by index */
export function labelFormat(name: LabelFormatName, classes: readonly string[]): LabelFormat {
  return name === 'coco' ? cocoFormat(classes) : yoloFormat
}

/** One label file per image, like Ultralytics' auto_annotate: class, then normalized x and y of the polygon. */
const yoloFormat: LabelFormat = {
  files({ stem }, { objects, ...size }) {
    const lines = objects.flatMap(({ classIndex, mask }) => {
      return yoloSegmentLine(classIndex, maskShape(maskFromRle(mask)), size) ?? []
    })
    return [{ name: `${stem}.txt`, content: lines.map((line) => `${line}\n`).join('') }]
  }
}

/** One instances file for all images; the category id is the class index + 1. */
function cocoFormat(classes: readonly string[]): LabelFormat {
  const categories = classes.map((name, i): CocoCategory => ({ id: i + 1, name }))
  return {
    files: ({ name, stem }, annotated) => {
      return [{ name: `.auto-annotate/${stem}.json`, content: JSON.stringify(cocoPart(name, annotated)) }]
    },
    gather: {
      name: 'annotations.json',
      text: (files) => instancesFile('Automatic annotation by Maskwright', categories, parts(files))
    }
  }
}

function cocoPart(name: string, { objects, ...size }: AnnotatedImage): CocoPart {
  return {
    image: { file_name: name, width: size.width, height: size.height },
    annotations: objects.flatMap(({ classIndex, score, mask, maskScore }) => {
      const outline = cocoOutline(maskShape(maskFromRle(mask)), size, false)
      if (!outline) return []
      const quality = maskScore === null ? {} : { predicted_iou: maskScore }
      return [{ category_id: classIndex + 1, ...outline, iscrowd: 0 as const, score, ...quality }]
    })
  }
}

async function* parts(files: AsyncIterable<string>): AsyncGenerator<CocoPart> {
  for await (const text of files) yield parseCocoPart(text)
}
