/** The object pixels of column-major runs in COCO's text form, as a bitmap: uint8[height × width]. */
export function decodeMask(text, length) {
  const data = new Uint8Array(length)
  const counts = []
  let at = 0
  for (let i = 0; i < text.length;) {
    let value = 0
    let shift = 0
    let code
    do {
      code = text.charCodeAt(i++) - 48
      value |= (code & 0x1f) << shift
      shift += 5
    } while (code & 0x20)
    if (code & 0x10) value |= -1 << shift
    if (counts.length > 2) value += counts[counts.length - 2]
    if (counts.length % 2 === 1) data.fill(1, at, at + value)
    counts.push(value)
    at += value
  }
  return data
}

function iou(a, b) {
  let both = 0
  let either = 0
  for (let i = 0; i < a.length; i++) {
    both += a[i] & b[i]
    either += a[i] | b[i]
  }
  return either === 0 ? 0 : both / either
}

/**
 * How well masks agree with the reference: how many of its masks are found at an IoU of 0.9, how many there are that it
 * does not have, and the mean IoU of the found ones.
 * @param {{ area: number, data: Uint8Array }[]} masks
 * @param {{ area: number, data: Uint8Array }[]} reference
 */
export function compareMasks(masks, reference) {
  const best = ({ area, data }, others) => {
    // Masks of very different size cannot have a high IoU.
    const near = others.filter((other) => Math.min(area, other.area) >= 0.85 * Math.max(area, other.area))
    return Math.max(0, ...near.map((other) => iou(data, other.data)))
  }
  const ious = reference.map((mask) => best(mask, masks))
  const found = ious.filter((value) => value >= 0.9)
  const mean = found.reduce((sum, value) => sum + value, 0) / Math.max(1, found.length)
  const extra = masks.filter((mask) => best(mask, reference) < 0.9).length
  return { found: found.length, of: reference.length, extra, mean }
}
