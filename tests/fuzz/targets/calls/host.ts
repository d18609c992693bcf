import { AsyncLocalStorage } from 'node:async_hooks'
import { join, sep } from 'node:path'
import log from 'electron-log/node'
import { nodeDesktop } from '../../../../e2e/chromium/host/nodeDesktop'
import { followEngineSettings } from '../../../../src/main/app/engineSettings'
import type { AppPaths } from '../../../../src/main/app/appPaths'
import { createServices, type Services } from '../../../../src/main/app/services'
import { answer, type Handlers } from '../../../../src/main/ipc/answer'
import { createHandlers } from '../../../../src/main/ipc/handlers/allHandlers'
import type { Events, EventName } from '@shared/ipc/contract'
import type { Result } from '@shared/ipc/result'
import { Fault } from '../../target'
import { problemOfEvent } from './events'
import { JobWatch } from './jobWatch'
import type { Place } from './place'

/** A call that has no answer after so long, in milliseconds, hangs. The engine may be starting anew before it answers. */
const PATIENCE_MS = 60_000

/** The application's services without a window; the process that runs them lives for many cases. */
export class CallHost {
  readonly services: Services
  private readonly handlers: Handlers
  /** The call that is being answered: what a dialog is for. */
  private readonly calling = new AsyncLocalStorage<unknown>()
  private readonly jobs = new JobWatch()
  /** What went wrong beside the answers. */
  private faults: string[] = []

  constructor(
    private readonly place: Place,
    root: string
  ) {
    log.transports.file.level = false
    log.transports.console.level = false
    log.hooks.push((message) => {
      if (message.level === 'error') this.faults.push(`logged as an error: ${String(message.data[0])}`)
      return message
    })
    const desktop = nodeDesktop(root, {
      broadcast: (name, payload) => this.heard(name, payload),
      choosePaths: () => Promise.resolve(this.chosen()),
      ask: () => Promise.resolve(1),
      editText: () => undefined
    })
    this.services = createServices({
      paths: pathsOf(root, place),
      open: { kind: 'folder', path: place.images },
      requests: { take: () => null },
      desktop: {
        ...desktop,
        openFolder: (folder) => this.opened(folder),
        fetcher: () => Promise.reject(new TypeError('fetch failed'))
      }
    })
    this.handlers = createHandlers(this.services)
    followEngineSettings(this.services)
    this.services.inference.start()
  }

  /** Answers one call as the application does. @throws Fault where no answer may be like that */
  async call(name: unknown, input: unknown): Promise<Result<unknown>> {
    let internal: unknown
    const answered = this.calling.run(name, () =>
      answer(this.handlers, name, input, (_call, error) => {
        internal = error
      })
    )
    const result = await within(PATIENCE_MS, answered, `no answer of ${String(name)}`)
    if (!result.ok && result.problem.kind === 'internal') {
      throw new Fault(`${String(name)} was answered with an internal error: ${whereOf(internal)}`)
    }
    if (result.ok && isJob(result.value)) this.jobs.started(result.value.job)
    return result
  }

  hasModel(id: string): boolean {
    return this.services.models.library.get(id) !== undefined
  }

  /** Waits until every job that was started has ended by itself. */
  async settled(): Promise<void> {
    await within(PATIENCE_MS, this.jobs.allEnded(), 'a job does not end')
  }

  /** Ends what goes on beside the answers. */
  async settle(): Promise<void> {
    await within(PATIENCE_MS, this.services.jobs.dispose(), 'a job does not end')
  }

  /** @throws Fault for what went wrong beside the answers since the last time */
  check(): void {
    const [first] = this.faults
    this.faults = []
    if (first !== undefined) throw new Fault(first)
  }

  private heard<N extends EventName>(name: N, payload: Events[N]): void {
    if (name === 'job.finished') this.jobs.finished((payload as Events['job.finished']).job)
    const found = problemOfEvent(payload)
    if (found !== null) this.faults.push(`${name} told of an internal error: ${found}`)
  }

  /** What the user chooses in the dialog of the call. */
  private chosen(): readonly string[] | null {
    const { damaged, dataset, exports, model } = this.place
    switch (this.calling.getStore()) {
      case 'project.chooseFolder':
        return [damaged]
      case 'import.choose':
        return [dataset]
      case 'export.chooseFolder':
        return [exports]
      case 'models.inspect':
        return [model]
      default:
        throw new Fault(`a dialog was opened by ${String(this.calling.getStore())}`)
    }
  }

  private opened(folder: string): Promise<void> {
    const { exports, userData } = this.place
    if (![exports, userData].some((each) => folder === each || folder.startsWith(each + sep)))
      this.faults.push(`a folder was shown that no export made: ${folder}`)
    return Promise.resolve()
  }
}

const isJob = (value: unknown): value is { readonly job: unknown } =>
  typeof value === 'object' && value !== null && 'job' in value

/** @throws Fault with `reason` where it takes longer */
async function within<T>(ms: number, work: Promise<T>, reason: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Fault(reason)), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** An error with the places that it came through. */
function whereOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return (error.stack ?? error.message).split('\n').slice(0, 4).join(' ')
}

function pathsOf(root: string, { userData }: Place): AppPaths {
  return {
    modelDir: join(root, 'resources/models/mobile-sam'),
    sampleSource: join(root, 'resources/samples'),
    pages: join(root, 'out/renderer'),
    preload: '',
    userData,
    embeddings: join(userData, 'embeddings'),
    samples: join(userData, 'Sample photographs'),
    thumbnails: join(userData, 'thumbnails'),
    models: join(userData, 'models')
  }
}
