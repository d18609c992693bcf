import { z } from 'zod'

/** A point in image pixels, after EXIF orientation. */
export const pointSchema = z.object({ x: z.number(), y: z.number() })
export type ShapePoint = z.infer<typeof pointSchema>

/** A closed ring; the last point is joined to the first and not repeated. */
const ringSchema = z.array(pointSchema).min(3)
export type Ring = z.infer<typeof ringSchema>

/** One outer ring with any number of holes. */
const polygonPartSchema = z.object({ outer: ringSchema, holes: z.array(ringSchema) })
export type PolygonPart = z.infer<typeof polygonPartSchema>

/** A mask at image resolution: row-major runs in compressed text form (see shared/mask/rleString). */
export const maskDataSchema = z.object({
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  counts: z.string()
})
export type MaskData = z.infer<typeof maskDataSchema>

const rectShapeSchema = z.object({
  kind: z.literal('rect'),
  x: z.number(),
  y: z.number(),
  width: z.number().nonnegative(),
  height: z.number().nonnegative()
})
export type RectShape = z.infer<typeof rectShapeSchema>

const polygonShapeSchema = z.object({
  kind: z.literal('polygon'),
  parts: z.array(polygonPartSchema).min(1)
})
export type PolygonShape = z.infer<typeof polygonShapeSchema>

const maskShapeSchema = maskDataSchema.extend({ kind: z.literal('mask') })
export type MaskShape = z.infer<typeof maskShapeSchema>

/** What outlines an object. Masks keep any number of parts and holes. */
export const shapeSchema = z.discriminatedUnion('kind', [
  rectShapeSchema,
  polygonShapeSchema,
  maskShapeSchema
])
export type Shape = z.infer<typeof shapeSchema>
