import { z } from 'zod'
import { autoAnnotateSchema } from './autoAnnotate'
import { imageIdSchema } from './ids'
import { everythingInputSchema, everythingStrategySchema } from './proposal'

const everythingTask = z.object({
  kind: z.literal('everything'),
  params: everythingInputSchema,
  strategy: everythingStrategySchema,
  /** Leaves out images with a complete pool of the same settings, model and file. */
  onlyWithout: z.boolean()
})

const autoAnnotateTask = autoAnnotateSchema.extend({ kind: z.literal('auto-annotate') })

/** Which images a folder task works through; 'all' means those that the project lists when it begins. */
const images = z.union([z.literal('all'), z.array(imageIdSchema).min(1)])

/** What a folder task does with each image, by kind. */
export const taskSettingsSchema = z.discriminatedUnion('kind', [everythingTask, autoAnnotateTask])
export type TaskSettings = z.infer<typeof taskSettingsSchema>
export type TaskKind = TaskSettings['kind']

/** A folder task to begin. */
export const taskStartSchema = z.discriminatedUnion('kind', [
  everythingTask.extend({ images }),
  autoAnnotateTask.extend({ images })
])
export type TaskStart = z.infer<typeof taskStartSchema>

export const taskStateSchema = z.enum(['running', 'paused', 'finished', 'cancelled'])
export type TaskState = z.infer<typeof taskStateSchema>
