import type { RecentProjects } from './recentProjects'

const TICK_MS = 1000
/** A tick that comes later than this had to wait for the main process, which was busy. */
const LATE_MS = 500
/** As many seconds without such a wait, with the project open, are taken for a start that went well. */
const CALM_TICKS = 30

/**
 * Watches over a project that is opened again at the start. Until it has been open for some calm seconds, or the
 * application is left in good order, the start counts as one that did not end well: a project that ends or blocks the
 * application would do so again at each start.
 */
export class StartWatch {
  #timer: NodeJS.Timeout | undefined

  constructor(
    private readonly recent: Pick<RecentProjects, 'beginStart' | 'endStart'>,
    private readonly isOpen: () => boolean
  ) {}

  /** The project is about to be opened. */
  begin(): void {
    this.recent.beginStart()
    let calm = 0
    let due = performance.now() + TICK_MS
    this.#timer = setInterval(() => {
      const now = performance.now()
      const late = now - due > LATE_MS
      due = now + TICK_MS
      calm = late || !this.isOpen() ? 0 : calm + 1
      if (calm >= CALM_TICKS) this.end()
    }, TICK_MS)
    this.#timer.unref()
  }

  /** It went well. */
  end(): void {
    clearInterval(this.#timer)
    this.recent.endStart()
  }
}
