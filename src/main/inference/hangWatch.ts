import type { Problem } from '@shared/schema/problem'
import type { EngineCalls } from '../../engine/process/protocol'

export interface HangLimits {
  /** Between two looks. */
  readonly intervalMs: number
  /** An engine that answers no ping for so long hangs. */
  readonly silenceMs: number
  /** A worker that is busy with one job for so long hangs. */
  readonly busyMs: number
}

interface Probe {
  /** Whether anybody waits for the engine; an idle engine is left alone. */
  busy(): boolean
  ping(): Promise<EngineCalls['workerPing']['result']>
}

/** Looks at the engine while somebody waits for it, and calls `onHang` once when it no longer gets on. */
export function watchForHang(
  probe: Probe,
  limits: HangLimits,
  onHang: (problem: Problem) => void
): () => void {
  let stopped = false
  let silence: NodeJS.Timeout | undefined
  const report = (message: string, seconds: number): void => {
    if (stopped) return
    stop()
    onHang({ kind: 'engine-hung', message, params: { seconds } })
  }
  const look = (): void => {
    if (!probe.busy() || silence) return
    const seconds = Math.round(limits.silenceMs / 1000)
    silence = setTimeout(
      () => report(`The engine did not answer for ${seconds} s`, seconds),
      limits.silenceMs
    )
    probe.ping().then(
      ({ encoder, decoder }) => {
        clearTimeout(silence)
        silence = undefined
        const longest = Math.max(encoder.busy_ms, decoder.busy_ms)
        if (longest > limits.busyMs) {
          report(
            `The engine worked on one job for ${Math.round(longest / 1000)} s`,
            Math.round(longest / 1000)
          )
        }
      },
      () => {
        // The process is gone: its exit says so.
        clearTimeout(silence)
        silence = undefined
      }
    )
  }
  const timer = setInterval(look, limits.intervalMs)
  const stop = (): void => {
    stopped = true
    clearInterval(timer)
    clearTimeout(silence)
  }
  return stop
}
