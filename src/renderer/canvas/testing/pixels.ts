/** Red, green, blue and opacity, 0 to 255, of a pixel. */
export type Pixel = readonly [number, number, number, number]

/** A canvas to paint on, and a look at its pixels. */
export function testCanvas(width = 400, height = 320) {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d')
  if (!context) throw new Error('There is no 2D context')
  return { canvas, context, pixel: (x: number, y: number) => pixelOf(canvas, x, y) }
}

/** What a canvas shows at a place. */
export function pixelOf(canvas: HTMLCanvasElement, x: number, y: number): Pixel {
  const data = canvas.getContext('2d')?.getImageData(x, y, 1, 1).data
  return [data?.[0] ?? 0, data?.[1] ?? 0, data?.[2] ?? 0, data?.[3] ?? 0]
}
