import type { PromptBox, PromptPoint } from '@shared/schema/prompt'
import { UsageError } from '../exits'

/** The prompt of one object: points, a box, or both, in image pixels. */
export interface ObjectPrompt {
  readonly points: readonly PromptPoint[]
  readonly box: PromptBox | undefined
}

/** The prompt options of a command line. */
export interface PromptWords {
  /** Each `--point`; together they prompt one object. */
  readonly point: readonly PromptPoint[]
  /** Each `--points`: the points of one object. */
  readonly points: readonly (readonly PromptPoint[])[]
  /** Each `--box`. */
  readonly box: readonly PromptBox[]
}

/**
 * Groups prompts into objects: one object per box, or per group of points; equally many groups and boxes are paired in
 * order. Without a prompt the whole image is segmented, and the list is empty.
 * @throws UsageError if groups of points cannot be assigned to boxes
 */
export function objectPrompts({ point, points, box }: PromptWords): readonly ObjectPrompt[] {
  if (point.length > 0 && points.length > 0) {
    throw new UsageError(
      '--point and --points are mutually exclusive: --points takes all points of one object'
    )
  }
  const groups = point.length > 0 ? [point] : points
  if (groups.length === 0) return box.map((each) => ({ points: [], box: each }))
  if (box.length === 0) return groups.map((group) => ({ points: group, box: undefined }))
  if (groups.length !== box.length) {
    const found = `${counted(box.length, 'box', 'boxes')} and ${counted(groups.length, 'group', 'groups')} of points`
    throw new UsageError(`${found}: with several boxes, pass one --points for each --box, in the same order`)
  }
  return groups.map((group, i) => ({ points: group, box: box[i] }))
}

function counted(count: number, one: string, more: string): string {
  return `${count} ${count === 1 ? one : more}`
}
