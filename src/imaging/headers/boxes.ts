import { fourCC } from '../byteSource'
import type { Orientation } from '../orientation'

/** A box of an ISO media file. `body` begins after size and name. */
export interface Box {
  readonly name: string
  readonly body: DataView
  /** First byte of the body: the version of a "full" box, meaningless in others. */
  readonly version: number
}

/** The boxes inside a body; stops at the first that does not fit. */
export function childBoxes(body: DataView): Box[] {
  const boxes: Box[] = []
  let at = 0
  while (at + 8 <= body.byteLength) {
    const size = body.getUint32(at)
    if (size < 8 || at + size > body.byteLength) break
    const inner = new DataView(body.buffer, body.byteOffset + at + 8, size - 8)
    const version = inner.byteLength > 0 ? inner.getUint8(0) : 0
    boxes.push({ name: fourCC(body, at + 4), body: inner, version })
    at += size
  }
  return boxes
}

/** A full box's contents after version and flags. */
export function fullBox(body: DataView): DataView {
  return new DataView(body.buffer, body.byteOffset + 4, body.byteLength - 4)
}

/** The first box of that name. */
export function findBox(boxes: readonly Box[], name: string): Box | undefined {
  return boxes.find((box) => box.name === name)
}

/** Size as stored, before it is turned. */
export interface StoredSize {
  readonly width: number
  readonly height: number
  readonly orientation: Orientation
  readonly pixelBytes: number
  readonly leastBytes?: number
}
