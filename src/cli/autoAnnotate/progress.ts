import cliProgress from 'cli-progress'
import type { Console } from '../console'

/** Shows how far a command over many images is, where somebody watches. */
export interface ImageProgress {
  /** An image begins. */
  begin(name: string): void
  /** An image is done or failed. */
  end(objects: number): void
  /** Makes room for a line of text. */
  stop(): void
}

/** A bar with the time left on a terminal, nothing elsewhere. */
export function imageProgress(console: Console, total: number): ImageProgress {
  if (!console.interactive) return { begin: () => undefined, end: () => undefined, stop: () => undefined }
  const bar = new cliProgress.SingleBar({
    format: '{value}/{total} {bar} {percentage}% {eta_formatted} left, {objects} objects; {name}',
    clearOnComplete: true,
    etaBuffer: 20,
    stream: process.stderr
  })
  let found = 0
  let done = 0
  let shown = false
  return {
    begin(name) {
      if (shown) bar.update(done, { name })
      else bar.start(total, done, { name, objects: found })
      shown = true
    },
    end(objects) {
      done++
      found += objects
      bar.update(done, { objects: found })
    },
    stop() {
      if (shown) bar.stop()
      shown = false
    }
  }
}
