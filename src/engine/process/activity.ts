import type { EngineEvent } from './protocol'

type Activity = Extract<EngineEvent, { name: 'activity' }>

/**
 * A prompt is answered sooner than this. It is not reported then: the window would draw its status line twice while
 * the decoder needs the processor.
 */
const BRIEF_MS = 250

/** Reports what the engine is doing, once for each change. */
export class ActivityReporter {
  private last = 'idle'
  private later: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly emit: (event: EngineEvent) => void) {}

  /** Tells what is going on now. */
  update(state: Activity['state'], imageKey?: string): void {
    clearTimeout(this.later)
    if (state !== 'predicting') this.report(state, imageKey)
    else this.later = setTimeout(() => this.report(state, imageKey), BRIEF_MS)
  }

  private report(state: Activity['state'], imageKey?: string): void {
    const now = `${state} ${imageKey ?? ''}`
    if (now.trimEnd() === this.last) return
    this.last = now.trimEnd()
    this.emit({ name: 'activity', state, imageKey })
  }
}
