import type { Size } from '@shared/geometry/spaces'
import type { Rle } from '@shared/mask/rle'
import { RunWriter } from '@shared/mask/runWriter'
import type { Png } from '../codecs/png/readPng'
import { PNG_COLOR } from '../../imaging/pngFile'

/** More different values than this are no mask but a photograph. */
const MOST_VALUES = 65_536

/** The pixels of each value of a PNG. */
export interface ValueRuns {
  readonly size: Size
  /** By value, in ascending order, without 0; a colour is red × 65,536 + green × 256 + blue. */
  readonly values: ReadonlyMap<number, Rle>
  /** Whether values are colours. */
  readonly isColored: boolean
}

/**
 * Goes through a PNG row by row and collects the pixels of each value: numbers as they are, or colours. Undefined
 * when there are too many different ones.
 * @throws PngError when the file is damaged
 */
export async function valueRuns(
  png: Png,
  asColors: boolean,
  breathe: () => Promise<void>
): Promise<ValueRuns | undefined> {
  const { width, height } = png
  const writers = new Map<number, RunWriter>()
  const valueAt = asColors ? colorReader(png) : numberReader(png)
  let base = 0
  for await (const row of png.rows()) {
    await breathe()
    for (let x = 0; x < width;) {
      const start = x
      const value = valueAt(row, x++)
      while (x < width && valueAt(row, x) === value) x++
      if (value === 0) continue
      let writer = writers.get(value)
      if (!writer) {
        if (writers.size >= MOST_VALUES) return undefined
        writers.set(value, (writer = new RunWriter()))
      }
      writer.add(base + start, base + x)
    }
    base += width
  }
  const size = { width, height }
  const sorted = [...writers].sort(([a], [b]) => a - b)
  return {
    size,
    isColored: asColors,
    values: new Map(
      sorted.map(([value, writer]) => [value, { ...size, counts: writer.finish(width * height) }])
    )
  }
}

type ValueReader = (row: ArrayLike<number>, x: number) => number

const numberReader =
  ({ channels }: Png): ValueReader =>
  (row, x) =>
    row[x * channels] ?? 0

/** Colours of 8 bits; pixels that cannot be seen at all are background. */
function colorReader({ channels, bitDepth, colorType, palette }: Png): ValueReader {
  if (colorType === PNG_COLOR.palette) {
    const colors = palette.map((color) => parseInt(color.slice(1), 16))
    return (row, x) => colors[row[x] ?? 0] ?? 0
  }
  const part = (value = 0): number => (bitDepth === 16 ? value >> 8 : value)
  return (row, x) => {
    const at = x * channels
    if (channels === 4 && row[at + 3] === 0) return 0
    return (part(row[at]) << 16) | (part(row[at + 1]) << 8) | part(row[at + 2])
  }
}
