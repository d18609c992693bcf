/** What went wrong, so that the application can say it in the user's language. */
export type EngineErrorKind =
  | 'image-unreadable'
  | 'image-too-large'
  | 'image-too-long'
  | 'image-too-costly'
  | 'image-missing'
  | 'model-missing'
  | 'model-altered'
  | 'model-unreadable'
  | 'model-too-new'
  | 'model-data'
  | 'model-unknown'
  | 'model-incomplete'
  | 'model-classes'
  | 'model-nan'
  | 'model-failed'
  | 'model-out-of-memory'
  | 'superseded'
  | 'cancelled'
  | 'bad-prompt'
  | 'prompt-unsupported'
  | 'internal'

/** Values that fill the placeholders of a translated message: file, reason, width, limit and so on. */
export type EngineErrorParams = Readonly<Record<string, string | number>>

/** An error as plain data: what crosses a thread or process border. */
export interface EngineErrorData {
  readonly kind: EngineErrorKind
  /** English, for logs and as a fallback. */
  readonly message: string
  readonly params?: EngineErrorParams | undefined
}

/** Every error that the engine raises on purpose. */
export class EngineError extends Error {
  override readonly name = 'EngineError'

  constructor(
    readonly kind: EngineErrorKind,
    message: string,
    readonly params: EngineErrorParams = {}
  ) {
    super(message)
  }

  /** Rebuilds an error that crossed a border with `errorData`. */
  static from(data: EngineErrorData): EngineError {
    return new EngineError(data.kind, data.message, data.params)
  }
}

/** Turns anything thrown into plain data; what is not an `EngineError` becomes kind 'internal'. */
export function errorData(thrown: unknown): EngineErrorData {
  if (thrown instanceof EngineError) {
    return { kind: thrown.kind, message: thrown.message, params: thrown.params }
  }
  return { kind: 'internal', message: thrown instanceof Error ? thrown.message : String(thrown) }
}
