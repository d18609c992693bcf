import type { ImportItem, ItemAction, ItemReason } from '@shared/schema/importing'
import type { Size } from '@shared/geometry/spaces'
import { excerpt } from '../import/json'
import type { ReadLimits } from '../import/limits'
import { safeName } from '../import/paths'
import type { ReadContext } from '../import/reader'

/** What a report says beside what happened. */
export type ReportDetails = Partial<Pick<ImportItem, 'line' | 'object' | 'detail'>>

/** Reports about one file of a dataset, and one image of it. */
export class Reporter {
  constructor(
    private readonly context: Pick<ReadContext, 'report' | 'limits'>,
    readonly file: string,
    readonly image: string | null = null
  ) {}

  get limits(): ReadLimits {
    return this.context.limits
  }

  /** Reports about an image of the file. */
  about(image: string): Reporter {
    return new Reporter(this.context, this.file, image)
  }

  say(reason: ItemReason, action: ItemAction, details: ReportDetails = {}): void {
    const { line = null, object = null, detail = null } = details
    this.context.report({ reason, action, file: this.file, line, image: this.image, object, detail })
  }

  /**
   * An image's name, made safe; null when the image has to be left out. One that is relative to a folder of the
   * dataset may go up, as long as it stays in the dataset.
   */
  takeName(written: unknown, line: number | null = null, folder = ''): string | null {
    if (typeof written !== 'string') {
      this.say('image-malformed', 'image-left-out', { line, detail: excerpt(written) })
      return null
    }
    const inside = insideName(folder, written)
    if (inside !== null) return inside
    const { name, unsafe } = safeName(written)
    const action = name === '' ? 'image-left-out' : 'changed'
    if (unsafe || name === '') this.say('path-unsafe', action, { line, detail: excerpt(written) })
    return name === '' ? null : name
  }

  /** An image's size as a file says it: null when it does not, false when the image has to be left out. */
  takeSize(width: unknown, height: unknown, line: number | null = null): Size | null | false {
    if ([width, height].every((side) => side === undefined || side === null || side === 0)) return null
    const detail = `${excerpt(width)}×${excerpt(height)}`
    if (!isSide(width) || !isSide(height)) {
      this.say('field-malformed', 'changed', { line, detail })
      return null
    }
    if (width * height <= this.limits.pixels) return { width, height }
    this.say('size-impossible', 'image-left-out', { line, detail })
    return false
  }
}

const isSide = (side: unknown): side is number => Number.isSafeInteger(side) && Number(side) > 0

/** The name seen from the dataset; null when it leads out of it, is absolute, or is none. */
function insideName(folder: string, written: string): string | null {
  const parts = folder === '' ? [] : folder.split('/')
  const path = written.replaceAll('\\', '/')
  if (safeName(path.replaceAll('../', '')).unsafe || path.includes('\0')) return null
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return null
    } else if (part !== '' && part !== '.') parts.push(part)
  }
  const name = parts.join('/')
  return name === folder ? null : name
}
