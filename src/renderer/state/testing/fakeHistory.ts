import { applyDiff, invertDiff, type RecordsDiff } from '@shared/history/recordsDiff'
import type { EditName, HistoryState } from '@shared/schema/diff'

interface Step<R> {
  readonly name: EditName
  readonly diff: RecordsDiff<R>
}

/** Records with a journal of their edits, as main keeps them. */
export class FakeHistory<R> {
  readonly #done: Step<R>[] = []
  #undone: Step<R>[] = []

  constructor(public records: ReadonlyMap<string, R>) {}

  get state(): HistoryState {
    return { undo: this.#done.at(-1)?.name ?? null, redo: this.#undone.at(-1)?.name ?? null }
  }

  commit(name: EditName, diff: RecordsDiff<R>): void {
    this.#done.push({ name, diff })
    this.#undone = []
    this.records = applyDiff(this.records, diff)
  }

  /** The change that taking back the last edit made, or null. */
  undo(): RecordsDiff<R> | null {
    const step = this.#done.pop()
    if (step === undefined) return null
    this.#undone.push(step)
    return this.#apply(invertDiff(step.diff))
  }

  redo(): RecordsDiff<R> | null {
    const step = this.#undone.pop()
    if (step === undefined) return null
    this.#done.push(step)
    return this.#apply(step.diff)
  }

  #apply(diff: RecordsDiff<R>): RecordsDiff<R> {
    this.records = applyDiff(this.records, diff)
    return diff
  }
}
