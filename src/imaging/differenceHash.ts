import { namingFile } from './errors'
import { parseImageHeader } from './header'
import { checkLimits } from './limits'
import { readImageFile } from './readFile'
import { smallPixels } from './thumbnail'

const WIDTH = 9
const HEIGHT = 8

/**
 * A fingerprint of what an image file looks like, uint8[8]: of the picture at 9×8 pixels, one bit for each two
 * neighbours of a row, whether the left one is darker (a "difference hash"). Pictures that look alike differ in few
 * bits, whatever their size and compression. Blocks the thread while it decodes.
 * @throws EngineError image-missing, image-unreadable, image-too-large
 */
export async function differenceHash(path: string, pixelLimit: number): Promise<Uint8Array> {
  try {
    const bytes = await readImageFile(path)
    const header = await parseImageHeader(bytes)
    checkLimits(header, pixelLimit, path)
    const rgba = await smallPixels(bytes, header, WIDTH, HEIGHT)
    const gray = (x: number, y: number): number => {
      const at = (y * WIDTH + x) * 4
      return 299 * (rgba[at] ?? 0) + 587 * (rgba[at + 1] ?? 0) + 114 * (rgba[at + 2] ?? 0)
    }
    const hash = new Uint8Array(HEIGHT)
    for (let y = 0; y < HEIGHT; y++) {
      for (let x = 0; x < WIDTH - 1; x++) {
        if (gray(x, y) < gray(x + 1, y)) hash[y] = (hash[y] ?? 0) | (1 << x)
      }
    }
    return hash
  } catch (error) {
    throw namingFile(error, path)
  }
}
