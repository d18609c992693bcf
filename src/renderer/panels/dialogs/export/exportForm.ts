import type { ChosenFolder } from '@shared/ipc/views'
import type { ExportFormat, ExportOptions } from '@shared/schema/export'

/** The export dialog as it is filled in; shares in percent. */
export interface ExportForm {
  readonly format: ExportFormat
  readonly rle: boolean
  readonly images: ExportOptions['images']
  readonly divide: boolean
  readonly shares: { readonly train: number; readonly val: number; readonly test: number }
  readonly seed: number
  readonly copyImages: boolean
  readonly folder: ChosenFolder | null
}

/** What the dialog begins with. */
export const initialForm: ExportForm = {
  format: 'coco',
  rle: false,
  images: 'labelled',
  divide: false,
  shares: { train: 80, val: 20, test: 0 },
  seed: 1,
  copyImages: true,
  folder: null
}

/** What the shares add up to; 100 is right. */
export function shareSum({ shares }: ExportForm): number {
  return shares.train + shares.val + shares.test
}

/** Whether the export can begin. */
export function isComplete(form: ExportForm): boolean {
  return form.folder !== null && (!form.divide || shareSum(form) === 100)
}

/** The form as the contract wants it. */
export function toOptions(form: ExportForm): ExportOptions {
  const { train, val, test } = form.shares
  return {
    format: form.format,
    rle: form.format === 'coco' && form.rle,
    images: form.images,
    split: form.divide ? { train: train / 100, val: val / 100, test: test / 100, seed: form.seed } : null,
    copyImages: form.copyImages
  }
}
