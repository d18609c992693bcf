import { z } from 'zod'

/** Ids are branded, so that one kind cannot be passed for another. */
export const imageIdSchema = z.number().int().positive().brand<'ImageId'>()
export type ImageId = z.infer<typeof imageIdSchema>

/** A class of the project; pinned: it never changes and is never given to another class. */
export const labelIdSchema = z.number().int().positive().brand<'LabelId'>()
export type LabelId = z.infer<typeof labelIdSchema>

export const annotationIdSchema = z.string().min(8).max(64).brand<'AnnotationId'>()
export type AnnotationId = z.infer<typeof annotationIdSchema>

/** What a native dialog returned: main knows the path, the renderer only this. */
export const folderTokenSchema = z.string().min(8).max(64).brand<'FolderToken'>()
export type FolderToken = z.infer<typeof folderTokenSchema>

export const jobIdSchema = z.string().min(8).max(64).brand<'JobId'>()
export type JobId = z.infer<typeof jobIdSchema>

/** One decoder run whose low-resolution masks the engine still holds. */
export const resultIdSchema = z.string().min(1).max(64).brand<'ResultId'>()
export type ResultId = z.infer<typeof resultIdSchema>
