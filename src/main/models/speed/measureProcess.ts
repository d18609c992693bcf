import { join } from 'node:path'
import { utilityProcess } from 'electron'
import { ProblemError } from '@shared/schema/problem'
import type { Measure, MeasureAnswer, MeasureRequest, MeasureResults } from './request'

/** A model that has not answered after so long hangs, or is of no use here. */
const PATIENCE_MS = 150_000

/** Answers each request in an Electron utility process of its own. */
export const measureInProcess: Measure = <K extends MeasureRequest['kind']>(
  request: Extract<MeasureRequest, { kind: K }>
) =>
  new Promise<MeasureResults[K]>((resolve, reject) => {
    const child = utilityProcess.fork(join(import.meta.dirname, 'measure.js'), [], {
      serviceName: 'Maskwright speed test',
      stdio: 'ignore'
    })
    const fail = (reason: string): void => {
      reject(new ProblemError('model-test-failed', `The model was not measured: ${reason}`, { reason }))
    }
    const timer = setTimeout(() => {
      fail('timeout')
      if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL')
    }, PATIENCE_MS)
    child.once('message', (answer: MeasureAnswer) => {
      if (answer.ok) resolve(answer.result as MeasureResults[K])
      else reject(ProblemError.from(answer.problem))
      child.kill()
    })
    child.once('exit', (code) => {
      clearTimeout(timer)
      fail(`it ended with code ${code}`)
    })
    child.postMessage(request)
  })
