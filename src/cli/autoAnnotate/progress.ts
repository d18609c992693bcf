import cliProgress from 'cli-progress'
import type { Console } from '../console'

/** Shows the progress of a command over many images, on a terminal. */
export interface ImageProgress {
  /** An image was started. */
  begin(name: string): void
  /** An image is finished or failed. */
  end(objects: number): void
  /** Clears the bar so that a line of text can be printed. */
  stop(): void
}

/** A bar with the remaining time on a terminal; nothing otherwise. */
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
