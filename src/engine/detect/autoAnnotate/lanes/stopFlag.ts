import type { Stopping } from '../annotateImage'

/**
 * Ends work in other threads: runs of a model block their thread, so that no message arrives between them, but shared
 * memory can be looked at.
 */
export class StopFlag implements Stopping {
  private readonly flag: Int32Array

  /** @param memory of the flag that another thread made; left out, a new one. */
  constructor(readonly memory = new SharedArrayBuffer(4)) {
    this.flag = new Int32Array(memory)
  }

  get aborted(): boolean {
    return Atomics.load(this.flag, 0) === 1
  }

  abort(): void {
    Atomics.store(this.flag, 0, 1)
  }
}
