import type { ExportOptions } from '@shared/schema/exporting'

/** Options of an export that changes as little as possible. */
export function exportOptions(fields: Partial<ExportOptions>): ExportOptions {
  return {
    format: 'coco',
    rle: false,
    masks: 'instances',
    tolerance: 0,
    images: 'all',
    split: null,
    imageFiles: 'none',
    ...fields
  }
}
