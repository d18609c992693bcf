/**
 * The compact text form of run lengths that COCO calls "compressed RLE" (the algorithm of rleToString and
 * rleFrString in cocoapi's maskApi.c): from the fourth run on, the difference to the run two before it, in groups
 * of five bits, least significant first, with a continuation bit, as ASCII from '0'. It works for either order of
 * runs; the project stores row-major runs in it, COCO files column-major ones.
 */
const FIRST = 48
const MORE = 0x20
const SIGN = 0x10
const GROUP = 0x1f
/** A run takes at most seven groups of five bits. */
const LONGEST = 7
/** How many characters one call of fromCharCode is given. */
const SLICE = 8192

/** Encodes run lengths, each below 2³¹, as text. */
export function countsToString(counts: ArrayLike<number>): string {
  const codes = new Uint8Array(counts.length * LONGEST)
  let length = 0
  for (let i = 0; i < counts.length; i++) {
    let rest = (counts[i] ?? 0) - (i > 2 ? (counts[i - 2] ?? 0) : 0)
    for (;;) {
      const group = rest & GROUP
      rest >>= 5
      const done = (group & SIGN) !== 0 ? rest === -1 : rest === 0
      codes[length++] = FIRST + (done ? group : group | MORE)
      if (done) break
    }
  }
  let text = ''
  for (let at = 0; at < length; at += SLICE) {
    text += String.fromCharCode(...codes.subarray(at, Math.min(length, at + SLICE)))
  }
  return text
}

/**
 * Decodes text to run lengths.
 * @throws RangeError when the text is cut off, has a character outside the alphabet, or a negative run.
 */
export function countsFromString(text: string): Uint32Array {
  const counts = new Uint32Array(text.length)
  let length = 0
  let at = 0
  while (at < text.length) {
    let value = 0
    let shift = 0
    for (;;) {
      if (at >= text.length) throw new RangeError('The RLE text ends in the middle of a run')
      const code = text.charCodeAt(at++) - FIRST
      if (code < 0 || code > 63 || shift > 30)
        throw new RangeError(`The RLE text is not valid at character ${at}`)
      value |= (code & GROUP) << shift
      shift += 5
      if ((code & MORE) === 0) {
        if ((code & SIGN) !== 0 && shift < 32) value |= -1 << shift
        break
      }
    }
    if (length > 2) value += counts[length - 2] ?? 0
    if (value < 0 || value > 0x7fffffff) {
      throw new RangeError(`The RLE text has an impossible run at character ${at}`)
    }
    counts[length++] = value
  }
  return counts.slice(0, length)
}
