import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { EngineError } from '@shared/engineError'
import { readOnnxFile, type OnnxFile } from '../engine/models/onnx/onnxFile'
import { type OnnxValue } from '../engine/models/onnx/onnxGraph'
import { recognise } from '../engine/detect/recognise'
import { recognisePromptable } from '../engine/prompt/families/recognise'
import { promptableRole } from '../engine/prompt/families/role'

/** A tensor as `info --json` prints it; a dynamic dimension has a name, or an empty string. */
type TensorJson = Pick<OnnxValue, 'name' | 'type' | 'shape'>

/** What `info --json` prints for a model file. */
export interface ModelInfoJson {
  readonly file: string
  /** Null for an unsupported architecture, and for an encoder or decoder without its counterpart. */
  readonly family: string | null
  readonly task: 'detect' | 'segment' | 'obb' | 'promptable' | null
  /** Which part of a promptable model the file holds. */
  readonly part: 'encoder' | 'decoder' | null
  readonly description: string
  /** Nodes of the graph. */
  readonly layers: number
  /** Number of weight elements. */
  readonly parameters: number
  /** Size of the file and of its external-data files. */
  readonly bytes: number
  readonly opset: number | null
  readonly producer: string
  readonly inputs: readonly TensorJson[]
  readonly outputs: readonly TensorJson[]
  /** By class index; null if the model has no classes. */
  readonly classes: readonly string[] | null
  /** Source of the names; 'coco' and 'numbers' are guesses. */
  readonly classes_from: string | null
}

/**
 * Describes an ONNX file, or every ONNX file of a folder.
 * @throws EngineError model-missing, model-unreadable, model-too-new, model-data, model-classes
 */
export async function modelInfo(words: string): Promise<ModelInfoJson[]> {
  const info = await stat(words).catch(() => undefined)
  if (!info?.isDirectory()) return [await fileInfo(words)]
  const names = (await readdir(words)).filter((name) => name.toLowerCase().endsWith('.onnx')).sort()
  if (names.length === 0) throw new EngineError('model-missing', `No ONNX files in ${words}`)
  const infos: ModelInfoJson[] = []
  for (const name of names) infos.push(await fileInfo(join(words, name)))
  return infos
}

async function fileInfo(path: string): Promise<ModelInfoJson> {
  const file = await readOnnxFile(path)
  const about = {
    file: path,
    layers: file.layers,
    parameters: file.parameters,
    bytes: file.bytes,
    opset: file.opsets.get('') ?? file.opsets.get('ai.onnx') ?? null,
    producer: file.producer,
    inputs: file.inputs.map(tensor),
    outputs: file.outputs.map(tensor)
  }
  return { ...about, ...(await kindOf(file)) }
}

type Kind = Pick<ModelInfoJson, 'family' | 'task' | 'part' | 'description' | 'classes' | 'classes_from'>

const unknown: Kind = {
  family: null,
  task: null,
  part: null,
  description: '',
  classes: null,
  classes_from: null
}

async function kindOf(file: OnnxFile): Promise<Kind> {
  const part = promptableRole(file)
  if (part) {
    const whole = await recognisePromptable(file.path).catch(() => undefined)
    return { ...unknown, family: whole?.familyName ?? null, task: 'promptable', part }
  }
  const recognition = recognise(file)
  if ('unknown' in recognition) return unknown
  const { familyName, task, description, classNames, namesFrom } = recognition.model
  return { family: familyName, task, part: null, description, classes: classNames, classes_from: namesFrom }
}

function tensor({ name, type, shape }: OnnxValue): TensorJson {
  return { name, type, shape }
}

/** The same as text lines. */
export function modelInfoLines(info: ModelInfoJson): string[] {
  const { file, family, task, part, description, layers, parameters, bytes, opset, producer } = info
  const { inputs, outputs, classes, classes_from } = info
  const kind = part ? `${part} of a promptable model` : (task ?? 'unknown')
  const of = (values: readonly TensorJson[]): string[] => values.map((value) => `    ${tensorText(value)}`)
  return [
    basename(file),
    `  family      ${family ?? 'unknown'}`,
    `  task        ${kind}`,
    ...(description === '' ? [] : [`  description ${description}`]),
    `  layers      ${layers}`,
    `  parameters  ${parameters.toLocaleString('en')}`,
    `  size        ${megabytes(bytes)} MB`,
    `  opset       ${opset ?? '?'}${producer === '' ? '' : ` (exported by ${producer})`}`,
    ...['  inputs', ...of(inputs), '  outputs', ...of(outputs)],
    ...(classes ? [`  classes     ${classes.length}, ${namesFrom(classes_from)}`] : []),
    ...(classes ?? []).map((name, i) => `    ${i} ${name}`)
  ]
}

/** Bytes in MB (10^6). */
export function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1)
}

function tensorText({ name, type, shape }: TensorJson): string {
  return `${name} ${type}[${shape.map((size) => (size === '' ? '?' : size)).join(', ')}]`
}

function namesFrom(source: string | null): string {
  if (source === 'coco') return 'COCO names assumed (the file has no class names)'
  return source === 'numbers' ? 'no names in the file' : 'names from the file'
}
