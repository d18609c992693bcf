import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createCanvas, type Canvas, type SKRSContext2D } from '@napi-rs/canvas'

/** Draws a picture on grey ground. */
export function draw(width: number, height: number, paint: (context: SKRSContext2D) => void): Canvas {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = '#707478'
  context.fillRect(0, 0, width, height)
  paint(context)
  return canvas
}

/** A picture of some size with a bright disc, which SAM outlines without a doubt. */
export function disc(
  size: { readonly width: number; readonly height: number },
  at: { readonly x: number; readonly y: number; readonly radius: number }
): Canvas {
  return draw(size.width, size.height, (context) => {
    context.fillStyle = '#f4c542'
    context.beginPath()
    context.arc(at.x, at.y, at.radius, 0, 2 * Math.PI)
    context.fill()
  })
}

/** Writes files into a folder, under the given relative names. */
export async function putFiles(
  folder: string,
  files: Readonly<Record<string, Uint8Array | string>>
): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
}
