import type { Problem } from '@shared/schema/problem'
import { toProblem } from '@shared/schema/problem'
import { EngineError } from '../../src/shared/engineError'

/** The files of a case by name. */
export type Files = Readonly<Record<string, Uint8Array>>

/** What a reader made of a case: it took it, refused it with a problem for a person, or failed in another way. */
export interface Outcome {
  readonly kind: 'accepted' | 'refused' | 'fault'
  readonly reason: string
  readonly counts?: Readonly<Record<string, number>>
}

/** What a target tells of a case that went well. */
export interface Summary {
  /** In which way; cases that differ in it are told apart. */
  readonly reason: string
  /** What is added up over all cases, by name. */
  readonly counts: Readonly<Record<string, number>>
}

/** Something that reads what may be hostile. */
export interface Target {
  /** Valid cases, whose damaged copies are tried. */
  seeds(): Promise<readonly Files[]>
  /**
   * Reads a case in a folder of its own; throws what the product throws, or a `Fault`.
   * @param tell takes what there is to tell of a case that goes well
   */
  run(files: Files, folder: string, tell: (summary: Summary) => void): Promise<void>
}

/** Something that a reader must not do, found by a target's own checks. */
export class Fault extends Error {}

/** Runs a case; a problem that says what is wrong is the right answer to damage, anything else is a fault. */
export async function outcomeOf(work: (tell: (summary: Summary) => void) => Promise<void>): Promise<Outcome> {
  let summary: Summary | undefined
  try {
    await work((told) => {
      summary = told
    })
    return { kind: 'accepted', reason: '', ...summary }
  } catch (error) {
    if (error instanceof Fault) return { kind: 'fault', reason: error.message }
    if (error instanceof EngineError) return judged(error)
    return judged(toProblem(error), error)
  }
}

function judged(
  { kind, message, params }: Pick<Problem, 'kind' | 'message' | 'params'>,
  error?: unknown
): Outcome {
  const trace = error instanceof Error ? (error.stack ?? '').split('\n').slice(0, 4).join(' ') : ''
  if (kind === 'internal') return { kind: 'fault', reason: `${message} ${trace}` }
  const { reason } = params as { reason?: unknown }
  return { kind: 'refused', reason: `${kind} ${typeof reason === 'string' ? reason : ''}` }
}
