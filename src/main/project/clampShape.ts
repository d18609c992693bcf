import type { Shape, ShapePoint } from '../../shared/schema/shape'
import type { ImageSize } from './maskCheck'

const within = (value: number, max: number): number => Math.min(Math.max(value, 0), max)

/** The shape with every coordinate inside of the image; the same object when nothing had to move. */
export function clampShape(shape: Shape, { width, height }: ImageSize): Shape {
  if (shape.kind === 'mask') return shape
  if (shape.kind === 'rect') {
    const x = within(shape.x, width)
    const y = within(shape.y, height)
    const right = within(shape.x + shape.width, width)
    const bottom = within(shape.y + shape.height, height)
    const same = x === shape.x && y === shape.y && shape.x + shape.width <= width
    if (same && shape.y + shape.height <= height) return shape
    return { ...shape, x, y, width: right - x, height: bottom - y }
  }
  const clampPoint = ({ x, y }: ShapePoint): ShapePoint => ({ x: within(x, width), y: within(y, height) })
  const rings = shape.parts.flatMap(({ outer, holes }) => [outer, ...holes])
  const isWithin = ({ x, y }: ShapePoint): boolean => x >= 0 && y >= 0 && x <= width && y <= height
  if (rings.every((ring) => ring.every(isWithin))) return shape
  const parts = shape.parts.map(({ outer, holes }) => ({
    outer: outer.map(clampPoint),
    holes: holes.map((hole) => hole.map(clampPoint))
  }))
  return { ...shape, parts }
}
