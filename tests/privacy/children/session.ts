// Loads ONNX Runtime as the engine does and runs a model once: in the main thread, in a worker thread of it, or in a
// worker thread that nobody has prepared the process for. Prints "ran", or the reason why it did not.
import { isMainThread, Worker } from 'node:worker_threads'

const [mode, model = ''] = process.argv.slice(2)

async function session(): Promise<string> {
  try {
    const { createSession } = await import('../../../src/engine/runtime/ort')
    const session = await createSession(model, { threads: 1 })
    await session.release()
    return 'ran'
  } catch (error) {
    return String(error)
  }
}

async function main(): Promise<void> {
  if (isMainThread && mode !== 'main') {
    if (mode === 'worker') await import('../../../src/engine/runtime/telemetry')
    const worker = new Worker(new URL(import.meta.url), { argv: [mode, model] })
    worker.once('error', (error) => console.log(String(error)))
    return
  }
  console.log(await session())
}

void main()
