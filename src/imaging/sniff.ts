import { fourCC, type ByteSource } from './byteSource'
import { unreadable } from './errors'

export type ImageFormat = 'jpeg' | 'png' | 'webp' | 'bmp' | 'gif' | 'avif' | 'tiff'

const AVIF_BRANDS = new Set(['avif', 'avis'])
const HEIF_BRANDS = new Set(['heic', 'heix', 'hevc', 'heim', 'heis', 'mif1', 'msf1'])

/**
 * The format by its first bytes, whatever the file is called.
 * @throws EngineError image-unreadable: empty, not-an-image, unsupported.
 */
export async function sniffFormat(source: ByteSource): Promise<ImageFormat> {
  if (source.size === 0) throw unreadable('empty')
  if (source.size < 12) throw unreadable('not-an-image', `only ${source.size} bytes`)
  const head = await source.view(0, 12)
  const first = head.getUint32(0)
  if (first >>> 8 === 0xffd8ff) return 'jpeg'
  if (first === 0x89504e47) return 'png'
  if (first === 0x49492a00 || first === 0x4d4d002a) return 'tiff'
  if (first === 0x49492b00 || first === 0x4d4d002b) return 'tiff'
  const name = fourCC(head, 0)
  if (name === 'GIF8') return 'gif'
  if (name === 'RIFF' && fourCC(head, 8) === 'WEBP') return 'webp'
  if (name.startsWith('BM')) return 'bmp'
  if (fourCC(head, 4) === 'ftyp') return sniffBrand(source, fourCC(head, 8), head.getUint32(0))
  throw unreadable('not-an-image')
}

/** ISO media files say what they are in a list of brands; an AVIF may have a general one first. */
async function sniffBrand(source: ByteSource, major: string, boxSize: number): Promise<'avif'> {
  const brands = [major]
  const listEnd = Math.min(boxSize, 256, source.size)
  if (listEnd > 16) {
    const list = await source.view(16, (listEnd - 16) & ~3)
    for (let at = 0; at + 4 <= list.byteLength; at += 4) brands.push(fourCC(list, at))
  }
  if (brands.some((brand) => AVIF_BRANDS.has(brand))) return 'avif'
  if (brands.some((brand) => HEIF_BRANDS.has(brand))) throw unreadable('unsupported', 'HEIC')
  throw unreadable('not-an-image', `media file of kind ${major}`)
}
