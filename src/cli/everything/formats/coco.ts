import { z } from 'zod'
import {
  cocoAnnotationSchema,
  cocoClosing,
  cocoImageSchema,
  cocoSeparator
} from '../../../main/formats/coco/coco'
import { cocoOutline } from '../../../main/formats/coco/cocoShape'
import type { OutputFormat } from '../formats'
import { shapeOf } from './shapes'

/** What is kept of an image until the instances file is put together; the ids come then. */
const partSchema = z.object({
  image: cocoImageSchema.omit({ id: true }),
  annotations: z.array(
    cocoAnnotationSchema.omit({ id: true, image_id: true }).extend({
      predicted_iou: z.number(),
      stability_score: z.number()
    })
  )
})
type Part = z.infer<typeof partSchema>

/** One instances file for all images, with the single category "object". */
export const cocoFormat: OutputFormat = {
  files({ result, name, stem }) {
    const part: Part = {
      image: { file_name: name, width: result.width, height: result.height },
      annotations: result.masks.flatMap((mask) => {
        const outline = cocoOutline(shapeOf(mask), result, false)
        if (!outline) return []
        const { predicted_iou, stability_score } = mask
        return [{ category_id: 1, ...outline, iscrowd: 0, predicted_iou, stability_score }]
      })
    }
    return [{ name: `.everything/${stem}.json`, content: JSON.stringify(part) }]
  },
  gather: { name: 'annotations.json', text: instancesFile }
}

/** Images come before annotations, so what belongs to the annotations is held back; it is as large as the file. */
async function* instancesFile(files: AsyncIterable<string>): AsyncGenerator<string> {
  const annotations: string[] = []
  yield '{\n"info": {"description": "Everything segmented by Maskwright", "version": "1.0"},\n"licenses": [],\n'
  yield '"categories": [{"id":1,"name":"object","supercategory":""}],\n"images": ['
  let images = 0
  for await (const text of files) {
    const part = partSchema.parse(JSON.parse(text))
    const id = images + 1
    yield cocoSeparator(images === 0) + JSON.stringify({ id, ...part.image })
    images++
    for (const annotation of part.annotations) {
      annotations.push(JSON.stringify({ id: annotations.length + 1, image_id: id, ...annotation }))
    }
  }
  yield '\n],\n"annotations": ['
  for (const [i, annotation] of annotations.entries()) yield cocoSeparator(i === 0) + annotation
  yield cocoClosing
}
