import { fillHoles, separatePieces } from '../mask/components'
import { maskFromPatch, maskShape, patchFromMask } from '../mask/maskData'
import type { Shape } from '../schema/shape'
import { polygonArea } from './polygon'

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
