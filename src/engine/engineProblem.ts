import { basename } from 'node:path'
import { toProblem, type Problem } from '@shared/schema/problem'
import { EngineError, type EngineErrorData } from '@shared/engineError'
import type { ErrorCodec } from '../rpc/contract'
import { problemErrors } from '../rpc/problemErrors'

const mega = (pixels: number): number => Math.round(pixels / 1e5) / 10

/** The engine's error as the problem that a person is told about: files by name, sizes in megapixels. */
export function engineProblem({ kind, message, params = {} }: EngineErrorData): Problem {
  const file: Problem['params'] = typeof params['file'] === 'string' ? { file: basename(params['file']) } : {}
  if (kind === 'image-too-large') {
    const megapixels = mega(Number(params['width']) * Number(params['height']))
    return { kind, message, params: { ...file, megapixels, limit: mega(Number(params['limit'])) } }
  }
  return { kind, message, params: { reason: message, ...params, ...file } }
}

/** The problem behind anything that engine code threw, in this thread or another. */
export function problemOf(error: unknown): Problem {
  return error instanceof EngineError ? engineProblem(error) : toProblem(error)
}

/** Errors cross as problems, the engine's as those that a person is told about. */
export const engineProblems: ErrorCodec = { ...problemErrors, toData: problemOf }
