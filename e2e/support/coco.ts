import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { decodeRle, type Bitmap } from '@shared/mask/rle'
import { countsFromString } from '@shared/mask/rleString'
import { fromColumnMajor } from '@shared/mask/columnMajor'

/** What our tests read of a COCO file. */
export interface CocoFile {
  readonly images: readonly { readonly id: number; readonly file_name: string }[]
  readonly categories: readonly { readonly id: number; readonly name: string }[]
  readonly annotations: readonly CocoAnnotation[]
}

export interface CocoAnnotation {
  readonly image_id: number
  readonly category_id: number
  readonly area: number
  readonly bbox: readonly number[]
  readonly iscrowd: 0 | 1
  readonly segmentation:
    | readonly (readonly number[])[]
    | { readonly size: readonly [height: number, width: number]; readonly counts: string | readonly number[] }
}

/** Reads the only JSON file somewhere below a folder. */
export async function readCoco(folder: string): Promise<CocoFile> {
  const names = await readdir(folder, { recursive: true })
  const [name, ...others] = names.filter((each) => each.endsWith('.json'))
  if (name === undefined || others.length > 0) throw new Error(`Not one JSON file in ${names.join(', ')}`)
  return JSON.parse(await readFile(join(folder, name), 'utf8')) as CocoFile
}

/** The pixels of an annotation that is written as RLE, compressed or as numbers. */
export function rlePixels({ segmentation }: CocoAnnotation): Bitmap {
  if (!('counts' in segmentation)) throw new Error('The annotation is no RLE')
  const [height, width] = segmentation.size
  const { counts } = segmentation
  const numbers = typeof counts === 'string' ? countsFromString(counts) : Uint32Array.from(counts)
  return decodeRle(fromColumnMajor({ width, height, counts: numbers }))
}
