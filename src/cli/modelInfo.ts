import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { EngineError } from '../main/inference/engine/errors'
import { readOnnxFile, type OnnxFile, type OnnxValue } from '../main/inference/engine/models/onnxFile'
import { recognise } from '../main/inference/engine/models/recognise'
import { recognisePromptable } from '../main/inference/engine/promptable/recognise'
import { promptableRole } from '../main/inference/engine/promptable/role'

/** A tensor as `info --json` prints it; a dimension that varies has a name, or an empty text. */
export type TensorJson = Pick<OnnxValue, 'name' | 'type' | 'shape'>

/** What `info --json` prints for a model's file. */
export interface ModelInfoJson {
  readonly file: string
  /** Null for a file of no known family, and for a part whose other part is not there. */
  readonly family: string | null
  readonly task: 'detect' | 'segment' | 'obb' | 'promptable' | null
  /** The part of a promptable model that the file is. */
  readonly part: 'encoder' | 'decoder' | null
  readonly description: string
  /** Nodes of the graph. */
  readonly layers: number
  /** Elements of the weights. */
  readonly parameters: number
  /** Of the file, and of the files with weights beside it. */
  readonly bytes: number
  readonly opset: number | null
  readonly producer: string
  readonly inputs: readonly TensorJson[]
  readonly outputs: readonly TensorJson[]
  /** By number; null where there are none. */
  readonly classes: readonly string[] | null
  /** Where the names come from; 'coco' and 'numbers' are guesses. */
  readonly classes_from: string | null
}

/**
 * What the files say that a person's words mean: a file, or a folder with ONNX files in it.
 * @throws EngineError model-missing, model-unreadable, model-too-new, model-data, model-classes
 */
export async function modelInfo(words: string): Promise<ModelInfoJson[]> {
  const info = await stat(words).catch(() => undefined)
  if (!info?.isDirectory()) return [await fileInfo(words)]
  const names = (await readdir(words)).filter((name) => name.toLowerCase().endsWith('.onnx')).sort()
  if (names.length === 0) throw new EngineError('model-missing', `There is no ONNX file in ${words}`)
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

/** The same in lines for people. */
export function modelInfoLines(info: ModelInfoJson): string[] {
  const { file, family, task, part, description, layers, parameters, bytes, opset, producer } = info
  const { inputs, outputs, classes, classes_from } = info
  const kind = part ? `${part} of a promptable model` : (task ?? 'unknown')
  const of = (values: readonly TensorJson[]): string[] => values.map((value) => `    ${tensorText(value)}`)
  return [
    basename(file),
    `  family      ${family ?? 'none that is known'}`,
    `  task        ${kind}`,
    ...(description === '' ? [] : [`  description ${description}`]),
    `  layers      ${layers}`,
    `  parameters  ${parameters.toLocaleString('en')}`,
    `  size        ${megabytes(bytes)} MB`,
    `  opset       ${opset ?? '?'}${producer === '' ? '' : ` (made by ${producer})`}`,
    ...['  inputs', ...of(inputs), '  outputs', ...of(outputs)],
    ...(classes ? [`  classes     ${classes.length}, ${namesFrom(classes_from)}`] : []),
    ...(classes ?? []).map((name, i) => `    ${i} ${name}`)
  ]
}

/** Millions of bytes. */
export function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1)
}

function tensorText({ name, type, shape }: TensorJson): string {
  return `${name} ${type}[${shape.map((size) => (size === '' ? '?' : size)).join(', ')}]`
}

function namesFrom(source: string | null): string {
  if (source === 'coco') return 'by their number those of COCO: the file does not name them'
  return source === 'numbers' ? 'which the file does not name' : 'named by the file'
}
