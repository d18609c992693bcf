import type { EngineEvent } from './protocol'

type Activity = Extract<EngineEvent, { name: 'activity' }>

/** Reports what the engine is doing, once for each change. */
export class ActivityReporter {
  private last = 'idle'

  constructor(private readonly emit: (event: EngineEvent) => void) {}

  /** Tells what is going on now. */
  update(state: Activity['state'], imageKey?: string): void {
    const now = `${state} ${imageKey ?? ''}`
    if (now.trimEnd() === this.last) return
    this.last = now.trimEnd()
    this.emit({ name: 'activity', state, imageKey })
  }
}
