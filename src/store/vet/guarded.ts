import { ProblemError, toProblem } from '@shared/schema/problem'
import type { ChildPort } from '../../rpc/port'
import { problemErrors } from '../../rpc/problemErrors'
import { connect } from '../../rpc/rpc'
import { projectFiles } from '../paths'
import type { SalvageReport } from '../recovery/salvage/salvageInto'
import { damaged } from '../database/sqliteProblem'

/** Work on a project file that may be anybody's: what can be asked of a process that is ended when it hangs. */
export type GuardedRequest =
  /** Reads what opening the project in a directory reads. */
  | { readonly work: 'vet'; readonly directory: string }
  /** Makes a new project in a folder of what can be read of the damaged one in a directory. */
  | {
      readonly work: 'rebuild'
      readonly directory: string
      readonly target: string
      readonly firstLabel: string
    }

/** What each work comes to. */
export interface GuardedResults {
  readonly vet: null
  readonly rebuild: SalvageReport
}
type Work = GuardedRequest['work']

/** The calls of the process: whether it listens, and the work, whose news are that it goes on. */
export interface GuardedCalls {
  ready: { params: undefined; result: undefined }
  work: { params: GuardedRequest; result: GuardedResults[Work]; news: 'alive' }
}

/** Starts a process that does one work; how depends on what the application runs in. */
export type StartGuarded = () => ChildPort

/** Does work in a process of its own. @throws ProblemError 'project-damaged' when it hangs or dies over the file */
export type RunGuarded = <K extends Work>(
  request: Extract<GuardedRequest, { readonly work: K }>
) => Promise<GuardedResults[K]>

/** Times in milliseconds. */
export interface GuardLimits {
  /** The process may be silent for so long, as it is while one statement runs. */
  readonly patienceMs: number
  /** All of the work may take so long. */
  readonly totalMs: Readonly<Record<Work, number>>
  /** Starting the process may take so long. */
  readonly startMs: number
}

/** A busy machine must not make a sound file a damaged one, so that it is silence that counts. */
export const usualLimits: GuardLimits = {
  patienceMs: 10_000,
  totalMs: { vet: 60_000, rebuild: 600_000 },
  startMs: 60_000
}

/**
 * Lets each request be done by a process of its own, which is ended when it takes too long: a statement that SQLite
 * runs cannot be interrupted from outside in any other way.
 */
export function guardedBy(start: StartGuarded, limits: GuardLimits = usualLimits): RunGuarded {
  const { patienceMs, totalMs, startMs } = limits
  return <K extends Work>(request: Extract<GuardedRequest, { readonly work: K }>) =>
    new Promise<GuardedResults[K]>((resolve, reject: (error: Error) => void) => {
      const { database } = projectFiles(request.directory)
      const tooLong = (): ProblemError => damaged(database, 'it could not be read in time')
      // What comes of it is said when the process has ended: only then are its files closed.
      let end: () => void = () => reject(notStarted())
      const port = start()
      const settle = (by: () => void): void => {
        end = by
        clearTimeout(timer)
        port.kill()
      }
      const wait = (ms: number, problem: () => ProblemError): NodeJS.Timeout =>
        setTimeout(() => settle(() => reject(problem())), ms)
      let timer = wait(startMs, notStarted)
      const remote = connect<GuardedCalls>(port, {
        name: 'project check',
        errors: problemErrors,
        onExit: () => {
          clearTimeout(timer)
          end()
          return undefined
        }
      })
      const work = async (): Promise<GuardedResults[Work]> => {
        await remote.call('ready', undefined)
        clearTimeout(timer)
        const last = performance.now() + totalMs[request.work]
        timer = wait(patienceMs, tooLong)
        end = () => reject(damaged(database, 'reading it ended the process that tried to'))
        const onNews = (): void => {
          clearTimeout(timer)
          timer = wait(Math.max(0, Math.min(patienceMs, last - performance.now())), tooLong)
        }
        return remote.call('work', request, { onNews })
      }
      work().then(
        (result) => settle(() => resolve(result as GuardedResults[K])),
        (error: unknown) => settle(() => reject(ProblemError.from(toProblem(error))))
      )
    })
}

function notStarted(): ProblemError {
  const reason = 'the process that checks project files could not be started'
  return new ProblemError('internal', `The project was not opened: ${reason}.`, { reason })
}
