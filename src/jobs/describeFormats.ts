import type { FormatDescription, FormatOption, Loss } from '@shared/schema/exporting'
import type { FormatId } from '@shared/schema/formats'
import { formats } from '../formats/registry'

const tolerance: FormatOption = { name: 'tolerance', kind: 'number', min: 0, max: 10, step: 0.5, initial: 0 }

/** The options of each format; what is not named here has none. */
const options: Partial<Record<FormatId, readonly FormatOption[]>> = {
  coco: [{ name: 'rle', kind: 'switch', initial: false }, tolerance],
  'yolo-seg': [tolerance],
  labelme: [tolerance],
  masks: [
    { name: 'masks', kind: 'choice', choices: ['semantic', 'instances', 'objects'], initial: 'instances' }
  ],
  cvat: [tolerance],
  'label-studio': [tolerance]
}

/** The formats that are written. */
export function writableFormats(): readonly FormatId[] {
  return formats.filter(({ writer }) => writer !== null).map(({ id }) => id)
}

/** The formats as the window offers them. */
export function describeFormats(): readonly FormatDescription[] {
  return formats.map(({ id, capabilities, reader, writer }) => ({
    id,
    canRead: reader !== null,
    canWrite: writer !== null,
    options: options[id] ?? [],
    losses: (Object.keys(capabilities) as Loss[]).filter((carried) => !capabilities[carried])
  }))
}
