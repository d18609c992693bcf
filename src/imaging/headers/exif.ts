import { toOrientation, type Orientation } from '../orientation'

const ORIENTATION_TAG = 0x0112

/**
 * The orientation in an EXIF block (a small TIFF file: byte order, then a directory of 12-byte entries). A block
 * that makes no sense is taken as no orientation, as viewers do.
 */
export function exifOrientation(block: DataView): Orientation {
  if (block.byteLength < 14) return 1
  const order = block.getUint16(0)
  if (order !== 0x4949 && order !== 0x4d4d) return 1
  const little = order === 0x4949
  const directory = block.getUint32(4, little)
  if (directory + 2 > block.byteLength) return 1
  const entries = block.getUint16(directory, little)
  for (let i = 0; i < entries; i++) {
    const at = directory + 2 + i * 12
    if (at + 12 > block.byteLength) return 1
    if (block.getUint16(at, little) === ORIENTATION_TAG) return toOrientation(block.getUint16(at + 8, little))
  }
  return 1
}
