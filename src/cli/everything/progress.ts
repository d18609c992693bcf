import cliProgress from 'cli-progress'
import type { Console } from '../console'
import type { SegmentProgress } from '../../library/segmenter'

/** Shows the progress of the command, on a terminal. */
export interface ProgressDisplay {
  /** The n-th image was started. */
  begin(number: number, of: number, name: string): void
  update(progress: SegmentProgress): void
  stop(): void
}

/** A bar on a terminal; nothing otherwise. */
export function progressDisplay(console: Console): ProgressDisplay {
  if (!console.interactive) return { begin: () => undefined, update: () => undefined, stop: () => undefined }
  const bar = new cliProgress.SingleBar({
    format: '{number}/{of} {name} {bar} {percentage}% {proposals} masks',
    clearOnComplete: true,
    stream: process.stderr
  })
  return {
    begin: (number, of, name) => bar.start(1, 0, { number, of, name, proposals: 0 }),
    update({ decodes, total, proposals }) {
      bar.setTotal(total)
      bar.update(decodes, { proposals })
    },
    stop: () => bar.stop()
  }
}
