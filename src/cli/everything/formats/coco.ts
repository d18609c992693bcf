import { cocoOutline } from '../../../formats/coco/cocoShape'
import { instancesFile, parseCocoPart, type CocoPart } from '../../cocoInstances'
import type { OutputFormat } from '../outputFormat'
import { shapeOf } from './shapes'

/** One instances file for all images, with the single category "object". */
export const cocoFormat: OutputFormat = {
  files({ result, name, stem }) {
    const part: CocoPart = {
      image: { file_name: name, width: result.width, height: result.height },
      annotations: result.masks.flatMap((mask) => {
        const outline = cocoOutline(shapeOf(mask), result, false)
        if (!outline) return []
        const { predicted_iou, stability_score } = mask
        return [{ category_id: 1, ...outline, iscrowd: 0 as const, predicted_iou, stability_score }]
      })
    }
    return [{ name: `.everything/${stem}.json`, content: JSON.stringify(part) }]
  },
  gather: {
    name: 'annotations.json',
    text: (files) =>
      instancesFile('Whole-image segmentation by Maskwright', [{ id: 1, name: 'object' }], parts(files))
  }
}

async function* parts(files: AsyncIterable<string>): AsyncGenerator<CocoPart> {
  for await (const text of files) yield parseCocoPart(text)
}
