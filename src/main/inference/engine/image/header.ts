import { memorySource, withFileSource, type ByteSource } from './byteSource'
import { namingFile, unreadable } from './errors'
import { readAvifHeader } from './headers/avif'
import { readBmpHeader } from './headers/bmp'
import { readGifHeader } from './headers/gif'
import { readJpegHeader } from './headers/jpeg'
import { readPngHeader } from './headers/png'
import { readTiffHeader } from './headers/tiff'
import { readWebpHeader } from './headers/webp'
import { sniffFormat, type ImageFormat } from './sniff'
import { turnsSides, type Orientation } from './orientation'

/** What a file's first bytes tell. */
export interface ImageHeader {
  readonly format: ImageFormat
  /** Pixels after orientation: what the user sees. */
  readonly width: number
  readonly height: number
  /** EXIF's number: how the stored picture must be turned; 1 = as it is. */
  readonly orientation: Orientation
}

/** Size as stored, before it is turned. */
export interface StoredSize {
  readonly width: number
  readonly height: number
  readonly orientation: Orientation
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

/** The same for bytes in memory; errors name no file. */
export function parseImageHeader(bytes: Uint8Array): Promise<ImageHeader> {
  return headerOf(memorySource(bytes))
}

async function headerOf(source: ByteSource): Promise<ImageHeader> {
  const format = await sniffFormat(source)
  const { width, height, orientation } = await READERS[format](source)
  if (width < 1 || height < 1) throw unreadable('damaged', `size ${width}×${height}`)
  const turned = turnsSides(orientation)
  return { format, width: turned ? height : width, height: turned ? width : height, orientation }
}
