import { memorySource, withFileSource, type ByteSource } from './byteSource'
import { namingFile, unreadable } from './errors'
import { checkFileBytes, leastGifBytes } from './plausible'
import { readAvifHeader } from './headers/avif'
import { readJpegHeader } from './headers/jpeg'
import { readPngHeader } from './headers/png'
import { readTiffHeader } from './headers/tiff'
import { readWebpHeader } from './headers/webp'
import { sniffFormat, type ImageFormat } from './sniff'
import { turnsSides, type Orientation } from './orientation'
import type { StoredSize } from './headers/boxes'

/** What a file's first bytes tell. */
export interface ImageHeader {
  readonly format: ImageFormat
  /** Pixels after orientation: what the user sees. */
  readonly width: number
  readonly height: number
  /** EXIF's number: how the stored picture must be turned; 1 = as it is. */
  readonly orientation: Orientation
  /** Bytes of one pixel as the format's decoder gives it; what decoding costs follows from it. */
  readonly pixelBytes: number
  /** Of the file. */
  readonly fileBytes: number
  /** Bytes that a file with a picture of this size has at least; 0 where nothing is known. */
  readonly leastBytes: number
}

const READERS: Record<ImageFormat, (source: ByteSource) => Promise<StoredSize>> = {
  jpeg: readJpegHeader,
  png: readPngHeader,
  webp: readWebpHeader,
  bmp: readBmpHeader,
  gif: readGifHeader,
  avif: readAvifHeader,
  tiff: readTiffHeader
}

/**
 * Reads format, size and orientation without decoding; for most files this reads one block of 64 KiB.
 * @throws EngineError image-missing, image-unreadable.
 */
export async function readImageHeader(path: string): Promise<ImageHeader> {
  try {
    return await withFileSource(path, headerOf)
  } catch (error) {
    throw namingFile(error, path)
  }
}

/** The same for bytes in memory; errors name no file. @throws EngineError image-unreadable */
export function parseImageHeader(bytes: Uint8Array): Promise<ImageHeader> {
  return headerOf(memorySource(bytes))
}

async function headerOf(source: ByteSource): Promise<ImageHeader> {
  const format = await sniffFormat(source)
  const { width, height, orientation, pixelBytes, leastBytes = 0 } = await readSize(source, format)
  if (width < 1 || height < 1) throw unreadable('damaged', `size ${width}×${height}`)
  checkFileBytes({ width, height }, source.size)
  const turned = turnsSides(orientation)
  const size = turned ? { width: height, height: width } : { width, height }
  return { format, ...size, orientation, pixelBytes, fileBytes: source.size, leastBytes }
}

/** A number that leads out of the part of a header that it is in ends its reader with a RangeError. */
async function readSize(source: ByteSource, format: ImageFormat): Promise<StoredSize> {
  try {
    return await READERS[format](source)
  } catch (error) {
    if (error instanceof RangeError) throw unreadable('damaged', error.message)
    throw error
  }
}

/** OS/2's old header has 16-bit sizes; all later ones 32-bit sizes, negative height meaning top-down rows. */
async function readBmpHeader(source: ByteSource): Promise<StoredSize> {
  const info = await source.view(14, 12)
  if (info.getUint32(0, true) === 12) {
    return { width: info.getUint16(4, true), height: info.getUint16(6, true), orientation: 1, pixelBytes: 3 }
  }
  const width = Math.abs(info.getInt32(4, true))
  return { width, height: Math.abs(info.getInt32(8, true)), orientation: 1, pixelBytes: 4 }
}

/** The logical screen, on which the first frame is drawn. */
async function readGifHeader(source: ByteSource): Promise<StoredSize> {
  const screen = await source.view(6, 4)
  const size = { width: screen.getUint16(0, true), height: screen.getUint16(2, true) }
  return { ...size, orientation: 1, pixelBytes: 2, leastBytes: leastGifBytes(size) }
}
