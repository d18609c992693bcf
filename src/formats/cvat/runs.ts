import type { Size } from '@shared/geometry/spaces'
import type { MaskPatch } from '@shared/mask/patch'
import type { PixelBox, Rle } from '@shared/mask/rle'
import { RunWriter } from '@shared/mask/runWriter'

/** The runs of a box row by row, background first, as CVAT lists them: `2, 3, 7`. */
export function boxRunsText({ data }: MaskPatch): string {
  const runs: number[] = []
  let at = 0
  let value = 0
  while (at < data.length) {
    const start = at
    while (at < data.length && data[at] === value) at++
    runs.push(at - start)
    value = 1 - value
  }
  return runs.join(', ')
}

/** Runs put into an image, and whether some of them lay outside of it. */
export interface PlacedRuns {
  readonly runs: Rle
  readonly clipped: boolean
}

/**
 * Puts the runs of a box into an image. A last run of background may be missing. Says what is wrong when they are no
 * numbers, or do not fill the box.
 */
export function placeRuns(
  text: string,
  box: PixelBox,
  size: Size
): PlacedRuns | 'runs-malformed' | 'runs-misfit' {
  const total = box.width * box.height
  const writer = new RunWriter()
  let clipped = false
  let at = 0
  let isObject = false
  for (const word of text.split(',')) {
    const run = Number(word)
    if (!Number.isSafeInteger(run) || run < 0 || word.trim() === '') return 'runs-malformed'
    if (at + run > total) return 'runs-misfit'
    if (isObject) clipped = placeRun(writer, at, at + run, box, size) || clipped
    at += run
    isObject = !isObject
  }
  // Between a complete box and one whose last run of background was left out.
  if (at < total && isObject) return 'runs-misfit'
  return { runs: { ...size, counts: writer.finish(size.width * size.height) }, clipped }
}

/** Adds a run of a box, row by row; says whether some of it lay outside of the image. */
function placeRun(writer: RunWriter, start: number, end: number, box: PixelBox, size: Size): boolean {
  let clipped = false
  let at = start
  while (at < end) {
    const row = Math.floor(at / box.width)
    const stop = Math.min(end, (row + 1) * box.width)
    const y = box.y + row
    const left = box.x + at - row * box.width
    const right = box.x + stop - row * box.width
    const from = Math.max(0, left)
    const to = Math.min(size.width, right)
    const isInside = y >= 0 && y < size.height && from < to
    if (isInside) writer.add(y * size.width + from, y * size.width + to)
    if (!isInside || to - from < right - left) clipped = true
    at = stop
  }
  return clipped
}
