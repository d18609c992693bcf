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

/** Encodes run lengths as text. */
export function countsToString(counts: ArrayLike<number>): string {
  const codes: number[] = []
  for (let i = 0; i < counts.length; i++) {
    let rest = (counts[i] ?? 0) - (i > 2 ? (counts[i - 2] ?? 0) : 0)
    for (;;) {
      const group = rest & GROUP
      rest >>= 5
      const done = (group & SIGN) !== 0 ? rest === -1 : rest === 0
      codes.push(FIRST + (done ? group : group | MORE))
      if (done) break
    }
  }
  let text = ''
  for (let at = 0; at < codes.length; at += 8192) text += String.fromCharCode(...codes.slice(at, at + 8192))
  return text
}

/**
 * Decodes text to run lengths.
 * @throws RangeError when the text is cut off, has a character outside the alphabet, or a negative run.
 */
export function countsFromString(text: string): Uint32Array {
  const counts: number[] = []
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
    if (counts.length > 2) value += counts[counts.length - 2] ?? 0
    if (value < 0) throw new RangeError(`The RLE text has a negative run at character ${at}`)
    counts.push(value)
  }
  return Uint32Array.from(counts)
}
