import { EngineCore } from './core'
import { EngineError } from '@shared/engineError'
import type { EngineDeps } from './parts'
import type { InitParams, InitResult, ServiceCalls } from './protocol'
import type { CallContext, Handlers } from '../../rpc/rpc'
import type { CallNews, CallParams, CallResult, Method } from '../../rpc/contract'
import { blockThread, requireTestMode } from './workers/common'

/** Of a caller that neither listens nor cancels. */
const nobody: CallContext<unknown> = {
  signal: new AbortController().signal,
  notify: () => undefined,
  deliver: () => Promise.resolve(),
  transfer: () => undefined
}

/**
 * The engine's calls, whatever carries them: answers `ping` at once, loads and changes models, and passes the rest
 * on to the model that is loaded. Nothing here or below runs a network; that is the workers' part.
 */
export class EngineService {
  private readonly started = performance.now()
  private core: Promise<EngineCore> | undefined
  /** What it answers. */
  readonly calls: Handlers<ServiceCalls>

  constructor(private readonly around: EngineDeps) {
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
      predict: (params, { signal }) => loaded((core) => core.prompts.predict(params, signal)),
      candidate: (ref) => loaded((core) => core.candidate(ref)),
      detect: (params, { signal }) => loaded((core) => core.detections.detect(params, signal)),
      everything: (params, context) => loaded((core) => core.everything.run(params, context)),
      embeddingStates: ({ images }) => loaded((core) => core.embeddingStates(images)),
      setAhead: ({ images }) => nothing((core) => core.setAhead(images)),
      forget: ({ imageKey }) => nothing((core) => core.forget(imageKey)),
      cacheCleared: () => nothing((core) => core.cacheCleared()),
      stats: () => loaded((core) => core.stats()),
      selfTest: ({ path }) => loaded((core) => core.selfTest(path)),
      ping: () => Promise.resolve({ uptime_ms: performance.now() - this.started }),
      workerPing: () => loaded((core) => core.workerStatus()),
      debugCrash: ({ target }) => this.disturb(target, 'crash'),
      debugHang: ({ target, ms }) => this.disturb(target, { hang_ms: ms }),
      shutdown: () => this.shutdown()
    }
  }

  /** Runs one call in this thread. Rejects with an `EngineError`, or with whatever went wrong inside. */
  async call<M extends Method<ServiceCalls>>(
    method: M,
    params: CallParams<ServiceCalls, M>,
    context: Partial<CallContext<CallNews<ServiceCalls, M>>> = {}
  ): Promise<CallResult<ServiceCalls, M>> {
    return this.calls[method](params, { ...nobody, ...context })
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
    if (target !== 'process') await (await this.loaded()).injectFault(target, how)
    else if (how === 'crash') process.kill(process.pid, 'SIGKILL')
    else blockThread(how.hang_ms)
    return undefined
  }
}
