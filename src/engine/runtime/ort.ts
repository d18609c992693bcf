import { createRequire } from 'node:module'
import type * as OnnxRuntime from 'onnxruntime-node'
import type { InferenceSession, Tensor } from 'onnxruntime-node'
import { deviceSchema, type Device } from '@shared/schema/models'
import { isElementType, toElements, toFloats } from './elements'
import { assertTelemetryDisabled } from './telemetry'

// Not an import statement: a bundler moves those to the top of the file, before the check.
assertTelemetryDisabled()
const runtime = createRequire(import.meta.url)('onnxruntime-node') as typeof OnnxRuntime

/** Where a session computes. */
export type ExecutionProvider = Device

/** What the run-time was built with for this platform; whether a session starts there has to be tried. */
export function listedProviders(): ExecutionProvider[] {
  const names = new Set(runtime.listSupportedBackends().map(({ name }) => name))
  return deviceSchema.options.filter((device) => names.has(device))
}

export interface SessionOptions {
  /** Threads inside one operator. */
  readonly threads: number
  /** The processor when it is left out. */
  readonly executionProvider?: ExecutionProvider | undefined
}

/** A dense array of numbers with its shape; `data.length` is the product of `dims`. */
export interface FloatTensor {
  readonly data: Float32Array<ArrayBuffer>
  readonly dims: readonly number[]
}

/** A loaded model. `run` blocks the calling thread, so sessions live in worker threads or in the command line. */
export interface Session {
  /** The provider that really runs, which the application shows. */
  readonly provider: ExecutionProvider
  /** Why it is not the one that was asked for. */
  readonly fallback?: string | undefined
  readonly inputNames: readonly string[]
  readonly outputNames: readonly string[]
  /**
   * Runs the model; the outputs named are computed. Numbers are float32 on this side, whichever type the model's
   * inputs and outputs have: float16, int64 and others are converted.
   */
  run<K extends string>(
    feeds: Readonly<Record<string, FloatTensor>>,
    outputs: readonly K[]
  ): Promise<Record<K, FloatTensor>>
  release(): Promise<void>
}

/**
 * Loads a model from a file or from memory. Where the device asked for does not start, it runs on the processor, and
 * the session says why.
 * @throws Error of the run-time when the model cannot be loaded on the processor either.
 */
export async function createSession(model: string | Uint8Array, options: SessionOptions): Promise<Session> {
  const { threads, executionProvider: asked = 'cpu' } = options
  if (asked === 'cpu') return open(model, 'cpu', threads)
  let reason: string
  try {
    return await open(model, asked, threads)
  } catch (error) {
    reason = error instanceof Error ? error.message : String(error)
  }
  return { ...(await open(model, 'cpu', threads)), fallback: `${asked}: ${reason}` }
}

async function open(
  model: string | Uint8Array,
  provider: ExecutionProvider,
  threads: number
): Promise<Session> {
  const settings: InferenceSession.SessionOptions = {
    executionProviders: [provider],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    // Planning the memory in one block made the encoder hold 200 MB more and not run faster.
    enableMemPattern: false,
    // Threads that wait burn a core until they give up, by default so long that two sessions, or a session and the
    // window, slow each other down several times (measured on a busy machine: 285 ms a prompt, 140 with 0.1 ms); within a run they wait for less than 1 ms.
    extra: { session: { intra_op: { spin_duration_us: '1000' } } },
    // Errors only: the run-time's warnings about unused initialisers help nobody here.
    logSeverityLevel: 3
  }
  const session =
    typeof model === 'string'
      ? await runtime.InferenceSession.create(model, settings)
      : await runtime.InferenceSession.create(model, settings)
  const types = inputTypes(session)
  return {
    provider,
    inputNames: session.inputNames,
    outputNames: session.outputNames,
    run: (feeds, outputs) => run(session, types, feeds, outputs),
    release: () => session.release()
  }
}

type InputTypes = ReadonlyMap<string, Tensor.Type>

function inputTypes({ inputMetadata }: InferenceSession): InputTypes {
  return new Map(inputMetadata.map((input) => [input.name, input.isTensor ? input.type : 'float32']))
}

async function run<K extends string>(
  session: InferenceSession,
  types: InputTypes,
  feeds: Readonly<Record<string, FloatTensor>>,
  outputs: readonly K[]
): Promise<Record<K, FloatTensor>> {
  const inputs = Object.entries(feeds).map(([name, { data, dims }]): [string, Tensor] => {
    return [name, inputTensor(types, name, data, dims)]
  })
  const results = await session.run(Object.fromEntries(inputs), outputs)
  const entries = outputs.map((name): [K, FloatTensor] => [name, floatTensor(name, results[name])])
  return Object.fromEntries(entries) as Record<K, FloatTensor>
}

/** A name that the model does not have is left to the run-time to complain about. */
function inputTensor(types: InputTypes, name: string, data: Float32Array, dims: readonly number[]): Tensor {
  const type = types.get(name) ?? 'float32'
  if (!isElementType(type)) throw new TypeError(`Input "${name}" of the model is of type ${type}`)
  const elements = toElements(type, data)
  const tensor = new runtime.Tensor(type, elements, dims)
  // Where JavaScript has Float16Array (Node 24, Electron 45), Tensor shows float16 as one, which the native side of
  // onnxruntime-node 1.30 takes for an empty array: it reads these from a Uint16Array only.
  if (type === 'float16') Object.defineProperty(tensor, 'data', { value: elements })
  return tensor
}

function floatTensor(
  name: string,
  value: InferenceSession.OnnxValueMapType[string] | undefined
): FloatTensor {
  if (!(value instanceof runtime.Tensor)) throw new TypeError(`Output "${name}" of the model is no tensor`)
  return { data: toFloats(value.type, value.data), dims: value.dims }
}
