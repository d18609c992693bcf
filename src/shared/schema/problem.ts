import { z } from 'zod'

/**
 * Everything that can go wrong in a way that a person is told about. The interface has a translated sentence for
 * each kind; `params` fill it in.
 */
export const problemKinds = [
  'image-unreadable',
  'image-too-large',
  'image-missing',
  'image-outside',
  'folder-missing',
  'folder-empty',
  'folder-unreadable',
  'folder-not-writable',
  'project-newer',
  'project-damaged',
  'project-locked',
  'disk-full',
  'save-failed',
  'label-duplicate',
  'label-in-use',
  'model-missing',
  'model-altered',
  'engine-crashed',
  'engine-hung',
  'engine-unavailable',
  'superseded',
  'cancelled',
  'bad-prompt',
  'bad-input',
  'export-empty',
  'export-failed',
  'destination-unwritable',
  'not-open',
  'internal'
] as const
export const problemKindSchema = z.enum(problemKinds)
export type ProblemKind = z.infer<typeof problemKindSchema>

export const problemSchema = z.object({
  kind: problemKindSchema,
  /** English, complete, for logs and the command line. */
  message: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()]))
})
export type Problem = z.infer<typeof problemSchema>

/** An error that carries a problem through code that throws. */
export class ProblemError extends Error {
  readonly kind: ProblemKind
  readonly params: Problem['params']

  constructor(kind: ProblemKind, message: string, params: Problem['params'] = {}, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ProblemError'
    this.kind = kind
    this.params = params
  }
}

/** The problem behind anything thrown; what is no ProblemError is 'internal'. */
export function toProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return { kind: error.kind, message: error.message, params: error.params }
  const message = error instanceof Error ? error.message : String(error)
  return { kind: 'internal', message, params: { reason: message } }
}
