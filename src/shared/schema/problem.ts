import { z } from 'zod'

/**
 * Everything that can go wrong in a way that a person is told about, and the values that its sentence names. The
 * interface has a translated sentence for each kind with exactly these placeholders.
 */
export const problemParams = {
  'image-unreadable': ['file', 'reason'],
  'image-too-large': ['file', 'megapixels', 'limit'],
  /** A side has more pixels than `limit`. */
  'image-too-long': ['file', 'width', 'height', 'limit'],
  /** Opening it takes more memory than the pixel limit stands for. */
  'image-too-costly': ['file', 'megabytes', 'limit'],
  /** The process that decodes images ended while it had this file, or had to be ended. */
  'image-decoding-failed': ['file', 'reason'],
  'image-missing': ['file'],
  'image-outside': ['file'],
  'folder-missing': ['folder'],
  'folder-empty': ['folder'],
  'folder-unreadable': ['folder', 'reason'],
  'folder-not-writable': ['folder'],
  'project-newer': ['file', 'version', 'supported'],
  'project-damaged': ['file', 'reason'],
  /** A file of the project, or its folder, is a link, a pipe or anything else that may lead elsewhere. */
  'project-linked': ['file'],
  'project-recovered': ['count', 'file'],
  'proposals-lost': ['count'],
  'project-locked': ['folder', 'holder'],
  'disk-full': ['file'],
  'save-failed': ['reason'],
  'label-duplicate': ['name'],
  'label-in-use': ['name', 'count'],
  'model-missing': ['file'],
  'model-altered': ['file'],
  'model-unreadable': ['file', 'reason'],
  'model-too-new': ['file', 'version', 'supported'],
  /** A file beside the model that holds its weights; `data` is its name. */
  'model-data': ['file', 'data', 'reason'],
  /** No family fits: what the model takes and gives, and the families that are known. */
  'model-unknown': ['file', 'inputs', 'outputs', 'families'],
  /** A model in two files of which one is not there; `missing` says which part. */
  'model-incomplete': ['file', 'missing'],
  'model-classes': ['file', 'names', 'classes'],
  'model-nan': ['file', 'output'],
  'model-failed': ['file', 'reason'],
  'model-out-of-memory': ['file'],
  'model-duplicate': ['name'],
  'model-built-in': ['name'],
  /** The model that was chosen cannot be used; `used` is the one that the application goes on with. */
  'model-replaced': ['name', 'used', 'reason'],
  'device-replaced': ['device', 'reason'],
  'model-test-failed': ['reason'],
  /** `reason` is a code, such as ENOTFOUND or http-404. */
  'download-failed': ['file', 'host', 'reason'],
  /** Something else than what was published, or than what came the first time. */
  'download-altered': ['file', 'host'],
  /** An embedding could not be kept on disk; it is made again when it is needed. */
  'cache-write-failed': ['reason'],
  'cache-entry-damaged': [],
  /** A file of the caches that could not be deleted; `reason` is the system's code. */
  'cache-clear-failed': ['file', 'reason'],
  /** A thread of the engine ended by itself; the message says which, and why. */
  'worker-restarted': [],
  /** `reason` is the exit code of the process. */
  'engine-crashed': ['reason'],
  'engine-hung': ['seconds'],
  'engine-unavailable': ['reason'],
  superseded: [],
  cancelled: [],
  'bad-prompt': ['reason'],
  /** A prompt that is all right, but not for this model. */
  'prompt-unsupported': ['model', 'reason'],
  'bad-input': ['reason'],
  'task-running': [],
  'export-empty': [],
  'export-failed': ['reason'],
  /** Nothing failed: something that an export left out or changed, named by `note` and counted. */
  'export-note': ['note', 'count', 'reason'],
  'destination-unwritable': ['folder', 'reason'],
  'dataset-unknown': ['file'],
  /** A dataset that cannot be understood as a whole; nothing was taken from it. */
  'dataset-broken': ['file', 'line', 'reason'],
  'import-failed': ['reason'],
  /** Images that were edited since, so that the import cannot be taken back without their later edits. */
  'import-edited': ['count'],
  'not-open': [],
  internal: ['reason']
} as const satisfies Record<string, readonly string[]>

export type ProblemKind = keyof typeof problemParams
export const problemKinds = Object.keys(problemParams) as readonly ProblemKind[]
const problemKindSchema = z.enum(problemKinds)

/** The values that a problem's sentence names. */
export type ProblemParams<K extends ProblemKind> = Readonly<
  Record<(typeof problemParams)[K][number], string | number>
>

export const problemSchema = z.object({
  kind: problemKindSchema,
  /** English, complete, for logs and the command line. */
  message: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()]))
})
export type Problem = z.infer<typeof problemSchema>

/** A problem with the values that its kind asks for. */
export function problem<K extends ProblemKind>(kind: K, message: string, params: ProblemParams<K>): Problem {
  return { kind, message, params }
}

type ProblemArguments = {
  [K in ProblemKind]: [kind: K, message: string, params: ProblemParams<K>, options?: ErrorOptions]
}[ProblemKind]

/** An error that carries a problem through code that throws. The compiler asks for the values of its kind. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly kind: ProblemKind
  readonly params: Problem['params']

  constructor(...[kind, message, params, options]: ProblemArguments) {
    super(message, options)
    this.kind = kind
    this.params = params
  }

  /** The same problem as an error. */
  static from({ kind, message, params }: Problem, options?: ErrorOptions): ProblemError {
    return new ProblemError(...([kind, message, params, options] as ProblemArguments))
  }
}

/** The problem behind anything thrown; what is no ProblemError is 'internal'. */
export function toProblem(error: unknown): Problem {
  if (error instanceof ProblemError) {
    return { kind: error.kind, message: error.message, params: error.params }
  }
  const reason = error instanceof Error ? error.message : String(error)
  return problem('internal', reason, { reason })
}
