import type { CandidateMask, HistoryStep, Prediction } from '@shared/ipc/views'
import type { AnnotationsDiff, EditName, HistoryState } from '@shared/schema/diff'
import type { ImageId, LabelId, ResultId } from '@shared/schema/ids'
import type { ViewState } from '@shared/schema/image'
import type { Problem } from '@shared/schema/problem'
import type { Prompt } from '@shared/schema/prompt'

/** One of the four masks of an earlier answer. */
export interface MaskChoice {
  readonly result: ResultId
  readonly index: number
}

/** What is asked of SAM; the same fields as the contract's `inference.predict`. */
export interface PredictRequest {
  readonly image: ImageId
  readonly stream: 'hover' | 'prompt'
  readonly prompt: Prompt
  readonly previous: MaskChoice | null
}

/**
 * What the editor needs from outside, one method per need, so that tests can give it an in-memory store.
 * Every promise rejects with a ProblemError; 'superseded' and 'cancelled' answers of predict and candidate are
 * ignored silently, everything else reaches the user.
 */
export interface EditorServices {
  predict(request: PredictRequest): Promise<Prediction>
  /** Why the model in use cannot be asked this, known without asking; null, also where nothing is known. */
  refusal(prompt: Prompt): Problem | null
  candidate(choice: MaskChoice): Promise<CandidateMask>
  /** Saves one undoable edit; what undo and redo would do after it comes back. */
  commit(image: ImageId, name: EditName, diff: AnnotationsDiff): Promise<HistoryState>
  /** Takes back the image's last edit, or null when there is none. */
  undo(image: ImageId): Promise<HistoryStep | null>
  redo(image: ImageId): Promise<HistoryStep | null>
  /** Remembers where the user left an image; called some time after the last movement. */
  setView(image: ImageId, view: ViewState): Promise<void>
  /** Puts proposals of an image's pool away; the pool without them is given to the editor at once. */
  dismiss(image: ImageId, ids: readonly string[]): void
  /** A fresh id for a new object, at least 8 characters. */
  newId(): string
  /**
   * Asked when an object is to be made while the project has no class yet: make one, or let the user name one.
   * Null gives the object up.
   */
  requestLabel(): Promise<LabelId | null>
  /** Tells the user of a failure that has no lasting place in the state (a prompt, an undo). */
  report(problem: Problem): void
  /** Runs later and returns what calls it off; `setTimeout` when it is left out. */
  readonly schedule?: (run: () => void, milliseconds: number) => () => void
}
