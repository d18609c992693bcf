import { basename } from 'node:path'
import { ProblemError } from '@shared/schema/problem'
import { problemErrors } from '../../rpc/problemErrors'
import { connect, type Remote } from '../../rpc/rpc'
import type { ImageBytes } from '../protocols/serve'
import type { DecoderPort, ImageCalls, ImageTask, StartDecoder } from './imageTasks'

export interface DecodeRequest extends ImageTask {
  /** The process may work on it for so long. */
  readonly timeMs: number
  /** The process may hold so much memory meanwhile. */
  readonly memoryBytes: number
}

export interface DecoderHostOptions {
  /** Deaths within `windowMs` that are followed by a new process at once; each further one doubles the wait. */
  readonly freeDeaths: number
  readonly windowMs: number
  readonly firstWaitMs: number
  readonly longestWaitMs: number
  /** Between two looks at the process's memory. */
  readonly lookMs: number
}

export const defaultDecoderOptions: DecoderHostOptions = {
  freeDeaths: 3,
  windowMs: 60_000,
  firstWaitMs: 500,
  longestWaitMs: 10_000,
  lookMs: 250
}

interface Waiting {
  readonly request: DecodeRequest
  readonly resolve: (image: ImageBytes) => void
  readonly reject: (error: Error) => void
}

/** A running process. */
interface Decoder {
  readonly port: DecoderPort
  readonly remote: Remote<ImageCalls>
}

type Reason = 'decoder-crashed' | 'decoder-timeout' | 'decoder-memory'

/**
 * Makes thumbnails, and converts what the page cannot show, in a process of its own, one file at a time. A file that
 * ends that process fails alone, by name: the others go on in a new one. The newest request goes first: it is for what
 * the user looks at now.
 */
export class DecoderHost {
  #decoder: Decoder | null = null
  #running: Waiting | null = null
  readonly #waiting: Waiting[] = []
  #deaths: number[] = []
  /** While no new process may be started. */
  #pause: NodeJS.Timeout | null = null
  #timer: NodeJS.Timeout | undefined
  #watch: NodeJS.Timeout | undefined
  /** Why we are ending the process, until its exit arrives. */
  #killReason: Reason | null = null
  #disposed = false

  constructor(
    private readonly start: StartDecoder,
    private readonly options: DecoderHostOptions = defaultDecoderOptions
  ) {}

  /** @throws ProblemError image-unreadable, image-too-large, image-missing, image-decoding-failed … */
  run(request: DecodeRequest): Promise<ImageBytes> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, resolve, reject })
      this.#next()
    })
  }

  /** Ends the process; what was asked rejects with 'cancelled'. */
  dispose(): void {
    this.#disposed = true
    this.#stopWatching()
    if (this.#pause) clearTimeout(this.#pause)
    const error = new ProblemError('cancelled', 'The application is closing', {})
    for (const { reject } of this.#waiting.splice(0)) reject(error)
    this.#decoder?.remote.close(error)
    this.#decoder?.port.kill()
    this.#decoder = null
  }

  #next(): void {
    if (this.#running || this.#pause || this.#disposed) return
    const next = this.#waiting.pop()
    if (!next) return
    this.#running = next
    const { port, remote } = (this.#decoder ??= this.#spawn())
    const { timeMs, memoryBytes, ...task } = next.request
    this.#timer = setTimeout(() => this.#kill('decoder-timeout'), timeMs)
    this.#watch = setInterval(() => {
      if ((port.memoryBytes() ?? 0) > memoryBytes) this.#kill('decoder-memory')
    }, this.options.lookMs)
    const settled = remote.call('decode', task).then(next.resolve, next.reject)
    void settled.then(() => {
      this.#stopWatching()
      this.#running = null
      this.#next()
    })
  }

  #spawn(): Decoder {
    const port = this.start()
    const remote = connect<ImageCalls>(port, {
      name: 'image decoder',
      errors: problemErrors,
      onExit: ({ reason }) => this.#onExit(reason)
    })
    return { port, remote }
  }

  /** @returns what the file fails with that the process had */
  #onExit(how: string): ProblemError {
    const reason = this.#killReason ?? 'decoder-crashed'
    this.#killReason = null
    this.#decoder = null
    this.#waitAfterDeath()
    return decodingFailed(this.#running?.request.path ?? '', reason, how)
  }

  #kill(reason: Reason): void {
    this.#stopWatching()
    this.#killReason = reason
    this.#decoder?.port.kill()
  }

  #stopWatching(): void {
    clearTimeout(this.#timer)
    clearInterval(this.#watch)
  }

  /** A process that dies again and again is not started without end, nor given up. */
  #waitAfterDeath(): void {
    const { freeDeaths, windowMs, firstWaitMs, longestWaitMs } = this.options
    const now = Date.now()
    this.#deaths = [...this.#deaths, now].filter((at) => now - at < windowMs)
    const more = this.#deaths.length - freeDeaths
    if (more <= 0) return
    this.#pause = setTimeout(
      () => {
        this.#pause = null
        this.#next()
      },
      Math.min(longestWaitMs, firstWaitMs * 2 ** (more - 1))
    )
  }
}

function decodingFailed(path: string, reason: Reason, how: string): ProblemError {
  const message = `${path} could not be decoded: ${reason} (${how})`
  return new ProblemError('image-decoding-failed', message, { file: basename(path), reason })
}
