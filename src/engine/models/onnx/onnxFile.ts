import { open, type FileHandle, realpath, stat } from 'node:fs/promises'
import { EngineError } from '@shared/engineError'
import { modelTooNew, unreadableModel, externalDataProblem } from '../modelErrors'
import { GraphReader, type OnnxValue } from './onnxGraph'
import { ProtobufError, ProtobufFile } from './protobufFile'
import path, { dirname, resolve } from 'node:path'
import { isBelow } from '@shared/files/pathRules'

/** What an ONNX file says about itself, read without running it. */
export interface OnnxFile {
  readonly path: string
  /** Of the file, and of the files with weights beside it. */
  readonly bytes: number
  /** Files with weights, relative to the model's folder; all checked to be there, and inside of it. */
  readonly externalData: readonly string[]
  readonly irVersion: number
  readonly producer: string
  /** Version of each operator set by its domain; '' is ONNX's own. */
  readonly opsets: ReadonlyMap<string, number>
  /** Ultralytics exports have task, names, imgsz, stride and others here. */
  readonly metadata: ReadonlyMap<string, string>
  /** Without the weights, which old files list among them. */
  readonly inputs: readonly OnnxValue[]
  readonly outputs: readonly OnnxValue[]
  /** Nodes of the main graph. */
  readonly layers: number
  /** Elements of all initialisers. */
  readonly parameters: number
}

/** What onnxruntime 1.30 accepts, found by trying; the test of this file tries again. */
export const SUPPORTED_OPSET = 26
export const SUPPORTED_IR_VERSION = 13

/**
 * Reads what a model says about itself. Weights are stepped over, so that a file of gigabytes takes no memory.
 * @throws EngineError model-missing, model-unreadable, model-too-new, model-data
 */
export async function readOnnxFile(path: string): Promise<OnnxFile> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    const fault = missing ? 'is missing' : `cannot be opened: ${String(error)}`
    throw new EngineError('model-missing', `The model file ${path} ${fault}`, { file: path })
  })
  try {
    return await readHandle(path, handle)
  } finally {
    await handle.close()
  }
}

async function readHandle(path: string, handle: FileHandle): Promise<OnnxFile> {
  const info = await handle.stat()
  if (!info.isFile()) throw unreadableModel(path, 'not-onnx')
  if (info.size === 0) throw unreadableModel(path, 'empty')
  const graph = await readGraph(path, new ProtobufFile(handle, info.size))
  checkVersions(path, graph)
  const files = [...graph.externalData].map(([location, bytes]): ExternalData => ({ location, bytes }))
  const externalBytes = await checkExternalData(path, files)
  const { irVersion, producer, opsets, metadata, outputs, layers, parameters } = graph
  const inputs = graph.inputs.filter(({ name }) => !graph.initializerNames.has(name))
  return {
    path,
    bytes: info.size + externalBytes,
    externalData: files.map(({ location }) => location),
    irVersion,
    producer,
    opsets,
    metadata,
    inputs,
    outputs,
    layers,
    parameters
  }
}

async function readGraph(path: string, file: ProtobufFile): Promise<GraphReader> {
  const graph = new GraphReader(file)
  try {
    await graph.readModel()
  } catch (error) {
    if (!(error instanceof ProtobufError)) throw error
    // Almost any file begins with something like a field: only what has begun like a model is a damaged model.
    throw unreadableModel(path, graph.irVersion > 0 ? error.reason : 'not-onnx')
  }
  if (graph.irVersion === 0) throw unreadableModel(path, 'not-onnx')
  if (graph.outputs.length === 0 || graph.opsets.size === 0) throw unreadableModel(path, 'truncated')
  return graph
}

function checkVersions(path: string, { irVersion, opsets }: GraphReader): void {
  const opset = opsets.get('') ?? opsets.get('ai.onnx') ?? 0
  if (opset > SUPPORTED_OPSET) throw modelTooNew(path, `opset ${opset}`, String(SUPPORTED_OPSET))
  if (irVersion > SUPPORTED_IR_VERSION) {
    throw modelTooNew(path, `IR version ${irVersion}`, String(SUPPORTED_IR_VERSION))
  }
}

/** A file beside the model that holds weights. */
interface ExternalData {
  /** As the model names it: relative to the model's folder. */
  readonly location: string
  /** How many bytes the model needs the file to have at least. */
  readonly bytes: number
}

/**
 * Checks that the weights of a model which lie in other files are there, long enough, and in the model's own folder
 * or below, links followed: a model must not make the program read other files.
 * @returns the bytes that these files have together.
 * @throws EngineError model-data
 */
async function checkExternalData(model: string, files: readonly ExternalData[]): Promise<number> {
  let total = 0
  for (const { location, bytes } of files) {
    const folder = await realpath(dirname(model))
    if (!isPlainRelative(location) || !isBelow(folder, resolve(folder, location), path)) {
      throw externalDataProblem(model, location, 'outside')
    }
    const file = await realpath(resolve(folder, location)).catch(() => {
      throw externalDataProblem(model, location, 'missing')
    })
    if (!isBelow(folder, file, path)) throw externalDataProblem(model, location, 'outside')
    const info = await stat(file)
    if (!info.isFile()) throw externalDataProblem(model, location, 'missing')
    if (info.size < bytes) throw externalDataProblem(model, location, 'truncated')
    total += info.size
  }
  return total
}

/** Names that mean the same on every system; a back-slash is a folder's end on some and a letter on others. */
function isPlainRelative(location: string): boolean {
  return (
    location !== '' && !/[\\\0]/.test(location) && !/^[a-z]:/i.test(location) && !path.isAbsolute(location)
  )
}
