import { EngineCore } from './core'
import { EngineError } from './errors'
import type { EngineSurroundings } from './parts'
import type { EngineMethod, EngineParams, EngineResult, InitParams, InitResult } from './protocol'
import { blockThread, requireTestMode } from './workers/common'

type Calls = { readonly [M in EngineMethod]: (params: EngineParams<M>) => Promise<EngineResult<M>> }

/**
 * The engine's calls, whatever carries them: answers `ping` at once, loads and changes models, and passes the rest
 * on to the model that is loaded. Nothing here or below runs a network; that is the workers' part.
 */
export class EngineService {
  private readonly started = performance.now()
  private core: Promise<EngineCore> | undefined
  private readonly calls: Calls

  constructor(private readonly around: EngineSurroundings) {
    const loaded = <T>(use: (core: EngineCore) => T | Promise<T>): Promise<T> => this.loaded().then(use)
    const nothing = (use: (core: EngineCore) => unknown): Promise<undefined> => {
      return loaded(async (core) => {
        await use(core)
        return undefined
      })
    }
    this.calls = {
      init: (params) => this.init(params),
      openImage: (image) => loaded((core) => core.openImage(image)),
      predict: (params) => loaded((core) => core.predict(params)),
      candidate: (ref) => loaded((core) => core.candidate(ref)),
      detect: (params) => loaded((core) => core.detections.detect(params)),
      cancel: ({ requestId }) => loaded((core) => ({ found: core.cancel(requestId) })),
      everythingStart: (params) => loaded((core) => core.everything.start(params)),
      everythingCancel: ({ runId }) => loaded((core) => ({ found: core.everything.cancel(runId) })),
      embeddingStates: ({ images }) => loaded((core) => core.embeddingStates(images)),
      setAhead: ({ images }) => nothing((core) => core.setAhead(images)),
      forget: ({ imageKey }) => nothing((core) => core.forget(imageKey)),
      stats: () => loaded((core) => core.stats()),
      selfTest: ({ path }) => loaded((core) => core.selfTest(path)),
      ping: () => Promise.resolve({ uptime_ms: performance.now() - this.started }),
      workerPing: () => loaded((core) => core.workerStatus()),
      debugCrash: ({ target }) => this.disturb(target, 'crash'),
      debugHang: ({ target, ms }) => this.disturb(target, { hang_ms: ms }),
      shutdown: () => this.shutdown()
    }
  }

  /** Runs one call. Rejects with an `EngineError`, or with whatever went wrong inside. */
  call<M extends EngineMethod>(method: M, params: EngineParams<M>): Promise<EngineResult<M>> {
    const run = this.calls[method] as ((params: EngineParams<M>) => Promise<EngineResult<M>>) | undefined
    if (!run) return Promise.reject(new EngineError('internal', `The engine has no call "${method}"`))
    return run(params)
  }

  private loaded(): Promise<EngineCore> {
    return (
      this.core ?? Promise.reject(new EngineError('internal', 'The engine has no model: init was not called'))
    )
  }

  /** The model before is closed first, so that memory never holds two. */
  private async init(params: InitParams): Promise<InitResult> {
    await this.shutdown()
    this.core = EngineCore.open(params, this.around)
    try {
      return (await this.core).description
    } catch (error) {
      this.core = undefined
      throw error
    }
  }

  private async shutdown(): Promise<undefined> {
    const core = await this.core?.catch(() => undefined)
    this.core = undefined
    await core?.close()
    return undefined
  }

  private async disturb(
    target: 'process' | 'encoder' | 'decoder',
    how: 'crash' | { readonly hang_ms: number }
  ): Promise<undefined> {
    requireTestMode()
    if (target !== 'process') await (await this.loaded()).disturb(target, how)
    else if (how === 'crash') process.kill(process.pid, 'SIGKILL')
    else blockThread(how.hang_ms)
    return undefined
  }
}
