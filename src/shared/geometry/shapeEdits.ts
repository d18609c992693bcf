import { maskFromRle, maskShape, maskFromPatch, patchFromMask } from '../mask/maskData'
import { rectPart, shapeToRle, rasterizeShape } from '../mask/rasterize'
import { simplifyKeeping } from '../mask/simplify'
import type { Shape, MaskShape } from '../schema/shape'
import { shapeBounds, clampShape } from './shape'
import type { Size } from './spaces'
import { rleArea } from '../mask/measure'
import { fillHoles, separatePieces } from '../mask/components'
import { polygonArea } from './polygon'
import { subtractPatches, unitePatches } from '../mask/combine'
import type { MaskPatch } from '../mask/patch'
import { intersectBoxes } from './box'
import { translatePatch } from '../mask/resample'

/** An outline may leave a mask by one pixel for each so many pixels of the object's diagonal, and by half a pixel. */
const pixelsPerTolerance = 400
const leastTolerance = 0.5

/**
 * The shape in another form; the same object when it has that form already, or when nothing would be left of it in
 * that form. A mask's polygon has few enough corners to be dragged by hand.
 */
export function shapeAs(kind: Shape['kind'], shape: Shape, image: Size): Shape {
  if (shape.kind === kind) return shape
  switch (kind) {
    case 'rect': {
      const box = shapeBounds(shape)
      return box ? { kind: 'rect', ...box } : shape
    }
    case 'polygon': {
      if (shape.kind === 'rect') return { kind: 'polygon', parts: [rectPart(shape)] }
      if (shape.kind === 'polygon') return shape
      const box = shapeBounds(shape)
      if (!box) return shape
      const diagonal = Math.hypot(box.width, box.height)
      const tolerance = Math.max(leastTolerance, diagonal / pixelsPerTolerance)
      return { kind: 'polygon', parts: simplifyKeeping(shape, tolerance).parts }
    }
    case 'mask': {
      const rle = shapeToRle(shape, image)
      return rleArea(rle) > 0 ? maskShape(maskFromRle(rle)) : shape
    }
  }
}

/** The separate pieces of a shape, the largest first; only the shape itself when it is one piece. */
export function piecesOfShape(shape: Shape): readonly Shape[] {
  switch (shape.kind) {
    case 'rect':
      return [shape]
    case 'polygon': {
      if (shape.parts.length === 1) return [shape]
      const sorted = [...shape.parts].sort((a, b) => polygonArea([b]) - polygonArea([a]))
      return sorted.map((part) => ({ kind: 'polygon', parts: [part] }))
    }
    case 'mask': {
      const patch = patchFromMask(shape)
      const pieces = patch ? separatePieces(patch) : []
      return pieces.length < 2 ? [shape] : pieces.map((piece) => maskShape(maskFromPatch(piece, shape)))
    }
  }
}

/** The shape with its holes filled; the same object when it has none. */
export function withoutHoles(shape: Shape): Shape {
  switch (shape.kind) {
    case 'rect':
      return shape
    case 'polygon': {
      if (shape.parts.every(({ holes }) => holes.length === 0)) return shape
      return { kind: 'polygon', parts: shape.parts.map(({ outer }) => ({ outer, holes: [] })) }
    }
    case 'mask': {
      const patch = patchFromMask(shape)
      const filled = patch && fillHoles(patch, Infinity)
      const same = !filled || filled.data.every((value, at) => value === patch.data[at])
      return same ? shape : maskShape(maskFromPatch(filled, shape))
    }
  }
}

/** The pixels of a shape around itself, or undefined when it covers none. */
function patchOfShape(shape: Shape, image: Size): MaskPatch | undefined {
  const patch = shape.kind === 'mask' ? patchFromMask(shape) : rasterizeShape(shape, image)
  return patch?.data.includes(1) ? patch : undefined
}

/** All pixels that at least one of the shapes covers, as a mask, or undefined when there are none. */
export function uniteShapes(shapes: readonly Shape[], image: Size): MaskShape | undefined {
  const patches = shapes.map((shape) => patchOfShape(shape, image)).filter((patch) => patch !== undefined)
  const united = unitePatches(patches)
  return united && maskShape(maskFromPatch(united, image))
}

/**
 * What the others leave of a shape, as a mask. The same object when they take nothing away, or when they would take
 * all of it.
 */
export function cutShape(shape: Shape, others: readonly Shape[], image: Size): Shape {
  const box = shapeBounds(shape)
  const near = others.filter((other) => {
    const bounds = shapeBounds(other)
    return box && bounds && intersectBoxes(box, bounds)
  })
  const patch = near.length > 0 ? patchOfShape(shape, image) : undefined
  if (!patch) return shape
  const away = near.map((other) => patchOfShape(other, image)).filter((other) => other !== undefined)
  const left = subtractPatches(patch, away)
  const same = left.data.every((value, at) => value === patch.data[at])
  return same || !left.data.includes(1) ? shape : maskShape(maskFromPatch(left, image))
}

/**
 * A shape of one image at the same pixels of another: what lies outside there is cut off. Undefined when nothing is
 * left.
 */
export function carryShape(shape: Shape, image: Size): Shape | undefined {
  if (shape.kind !== 'mask' || (shape.width === image.width && shape.height === image.height)) {
    return clampShape(shape, image)
  }
  const patch = patchFromMask(shape)
  const carried = patch && translatePatch(patch, 0, 0, image)
  return carried?.data.includes(1) ? maskShape(maskFromPatch(carried, image)) : undefined
}
