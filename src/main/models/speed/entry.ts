import { problemOf } from '../../inference/engine/engineProblem'
import { measure } from './measure'
import type { MeasureAnswer, MeasureRequest } from './request'

/** The part of Electron's `process.parentPort` that is used here. */
interface ParentPort {
  postMessage(message: MeasureAnswer): void
  once(event: 'message', listener: (event: { readonly data: MeasureRequest }) => void): void
}

// The entry of a process that answers one request: what it tries may crash or hang, and takes its memory with it.
const { parentPort } = process as unknown as { readonly parentPort?: ParentPort }
if (!parentPort) throw new Error('Models are measured in a utility process')

parentPort.once('message', ({ data }) => {
  measure(data).then(
    (result) => parentPort.postMessage({ ok: true, result }),
    (error: unknown) => parentPort.postMessage({ ok: false, problem: problemOf(error) })
  )
})
