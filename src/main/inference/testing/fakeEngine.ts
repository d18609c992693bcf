import type { EngineCalls, EngineEvent, InitResult } from '../../../engine/process/protocol'
import type { CallParams, Method } from '../../../rpc/contract'
import { memoryPair } from '../../../rpc/memoryPair'
import { serve, type Handlers } from '../../../rpc/rpc'
import type { StartEngine } from '../engineHost'

/** What a process was asked and has not answered yet. */
export interface FakeRequest {
  readonly method: Method<EngineCalls>
  readonly params: unknown
  /** Aborted when the caller cancels. */
  readonly signal: AbortSignal
  readonly news: (news: unknown) => void
  readonly resolve: (result: unknown) => void
  readonly reject: (error: Error) => void
}

/** A process that the test answers for, and ends. */
export interface FakeProcess {
  /** All that it was asked beside what is answered by itself. */
  readonly requests: FakeRequest[]
  readonly report: (event: EngineEvent) => void
  readonly exit: (code: number) => void
  alive: boolean
}

export const fakeInfo: InitResult = {
  modelId: 'm',
  modelName: 'M',
  device: 'cpu',
  threads: 1,
  capabilities: { masks: 4, refine: true, background: true, box: true }
}

/** Which calls the engine answers by itself: those given, and `init`. */
export type FakeAnswers = Partial<Handlers<EngineCalls>>

const methods = {
  ...{ openImage: 0, predict: 0, candidate: 0, detect: 0, everything: 0, embeddingStates: 0, setAhead: 0 },
  ...{ forget: 0, cacheCleared: 0, stats: 0, selfTest: 0, ping: 0, workerPing: 0, debugCrash: 0 },
  ...{ debugHang: 0, shutdown: 0, init: 0 }
} satisfies Record<Exclude<Method<EngineCalls>, 'events'>, 0>

/** Engines in memory. */
export function fakeEngine(answers: FakeAnswers = {}): {
  readonly start: StartEngine
  readonly processes: FakeProcess[]
  readonly latest: () => FakeProcess
} {
  const processes: FakeProcess[] = []
  const start: StartEngine = () => {
    const { near, far, exit } = memoryPair()
    const requests: FakeRequest[] = []
    let report: FakeProcess['report'] = () => undefined
    const self = { requests, report: (event: EngineEvent) => report(event), exit, alive: true }
    processes.push(self)
    const asked =
      (method: FakeRequest['method']) =>
      (params: unknown, { signal, notify }: { signal: AbortSignal; notify: (news: never) => void }) =>
        new Promise((resolve, reject: (error: Error) => void) => {
          const news = (item: unknown): void => notify(item as never)
          requests.push({ method, params, signal, news, resolve, reject })
        })
    serve<EngineCalls>(far, {
      ...(Object.fromEntries(
        Object.keys(methods).map((method) => [method, asked(method as FakeRequest['method'])])
      ) as unknown as Handlers<EngineCalls>),
      init: () => fakeInfo,
      ...answers,
      events: (_, { notify }) => {
        report = notify
        return new Promise(() => undefined)
      }
    })
    const kill = (): void => {
      self.alive = false
      exit()
    }
    return { ...near, kill }
  }
  const latest = (): FakeProcess => {
    const process = processes.at(-1)
    if (!process) throw new Error('no process was started')
    return process
  }
  return { start, processes, latest }
}

/** The params of the requests for a method. */
export function paramsOf<M extends Method<EngineCalls>>(
  { requests }: FakeProcess,
  method: M
): CallParams<EngineCalls, M>[] {
  return requests
    .filter((request) => request.method === method)
    .map(({ params }) => params as CallParams<EngineCalls, M>)
}
