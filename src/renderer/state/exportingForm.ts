import type { ChosenFolder } from '@shared/ipc/views'
import type {
  ExportImages,
  ExportOptions,
  ExportSplit,
  FormatDescription,
  ImageFiles,
  Together
} from '@shared/schema/exporting'
import type { FormatId } from '@shared/schema/formats'
import type { ImageId } from '@shared/schema/ids'
import type { ImageRow } from '@shared/schema/image'
import { filterImages } from './imageFilter'
import type { UiState } from './uiStore'

/** Which images an export is about. */
export type ExportScope = 'labelled' | 'all' | 'selected' | 'filtered'

/** The export dialog as it is filled in; shares in percent. */
export interface ExportForm {
  readonly format: FormatId
  readonly rle: boolean
  readonly masks: ExportOptions['masks']
  /** Image pixels. */
  readonly tolerance: number
  /** Null until the user has chosen: then those with objects, or all where there are none. */
  readonly scope: ExportScope | null
  readonly divide: boolean
  readonly by: ExportSplit['by']
  readonly shares: { readonly train: number; readonly val: number; readonly test: number }
  readonly seed: number
  readonly together: Together
  readonly imageFiles: ImageFiles
  readonly folder: ChosenFolder | null
}

/** What the dialog begins with. */
export const initialForm: ExportForm = {
  format: 'coco',
  rle: false,
  masks: 'semantic',
  tolerance: 0,
  scope: null,
  divide: false,
  by: 'ratio',
  shares: { train: 80, val: 20, test: 0 },
  seed: 1,
  together: 'nothing',
  imageFiles: 'copy',
  folder: null
}

/** The images of each scope, in the order of the list. */
export type ScopeImages = Readonly<Record<ExportScope, readonly ImageId[]>>

/** The images that each scope stands for. */
export function scopeImages(
  images: readonly ImageRow[],
  { query, marked }: Pick<UiState, 'query' | 'marked'>,
  current: ImageId | null
): ScopeImages {
  const ids = (rows: readonly ImageRow[]): readonly ImageId[] => rows.map(({ id }) => id)
  return {
    all: ids(images),
    labelled: ids(images.filter(({ objects }) => objects > 0)),
    selected: ids(images.filter(({ id }) => (marked.size > 0 ? marked.has(id) : id === current))),
    filtered: ids(filterImages(images, query, current))
  }
}

/** The scope of a form: what was chosen as long as it has images, else the first that has. */
export function scopeOf({ scope }: Pick<ExportForm, 'scope'>, images: ScopeImages): ExportScope {
  if (scope !== null && images[scope].length > 0) return scope
  return images.labelled.length > 0 ? 'labelled' : 'all'
}

/** What the shares add up to; 100 is right. */
export function shareSum({ shares }: Pick<ExportForm, 'shares'>): number {
  return shares.train + shares.val + shares.test
}

/** Whether the form can be carried out, apart from the folder. */
export function isComplete(form: ExportForm, images: ScopeImages): boolean {
  const divided = !form.divide || form.by === 'folder' || shareSum(form) === 100
  return divided && images[scopeOf(form, images)].length > 0
}

/** The form as the contract wants it; what does not apply to the format is neutral. */
export function toOptions(form: ExportForm, format: FormatDescription, images: ScopeImages): ExportOptions {
  const has = (name: 'rle' | 'masks' | 'tolerance'): boolean =>
    format.options.some((option) => option.name === name)
  return {
    format: format.id,
    rle: has('rle') && form.rle,
    masks: form.masks,
    tolerance: has('tolerance') && !(has('rle') && form.rle) ? form.tolerance : 0,
    images: toImages(form, images),
    split: form.divide ? toSplit(form) : null,
    imageFiles: form.imageFiles
  }
}

/** The images of a form as the contract wants them. */
export function toImages(form: ExportForm, images: ScopeImages): ExportImages {
  const scope = scopeOf(form, images)
  return scope === 'all' || scope === 'labelled' ? scope : { ids: [...images[scope]] }
}

function toSplit({ by, shares, seed, together }: ExportForm): ExportSplit {
  if (by === 'folder') return { by }
  const { train, val, test } = shares
  return { by, train: train / 100, val: val / 100, test: test / 100, seed, together }
}
