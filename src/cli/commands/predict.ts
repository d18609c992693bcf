import { stat } from 'node:fs/promises'
import { basename, join, parse } from 'node:path'
import type { Command } from 'commander'
import type { Device } from '@shared/schema/models'
import type { PromptBox, PromptPoint } from '@shared/schema/prompt'
import { readImageHeader } from '../../imaging/header'
import type { PromptableModel } from '../../engine/models/modelFiles'
import { checkPrompt } from '../../engine/prompt/families/role'
import { SamPredictor } from '../../engine/prompt/predictor'
import type { Console } from '../console'
import { addDeviceOption, tellFallback, addModelOption } from '../modelOptions'
import { Segmenter } from '../../library/segmenter'
import { interruptible } from '../interruption'
import { drawOverlay } from '../overlay'
import { parseBox, parsePoint, parsePoints } from '../parse'
import { openModelOption } from '../../library/model'
import { objectPrompts, type ObjectPrompt } from '../predict/objectPrompts'
import { predictionJson, type PredictionJson } from '../predict/predictionJson'
import { segmentWholeImages } from '../predict/wholeImages'
import { UsageError, type ExitCode } from '../exits'

interface PredictOptions {
  readonly point: readonly PromptPoint[]
  readonly points: readonly (readonly PromptPoint[])[]
  readonly box: readonly PromptBox[]
  readonly multimask?: boolean
  readonly out?: string
  readonly json?: boolean
  readonly model?: string
  readonly device: Device
}

/** Adds `maskwright predict`. */
export function addPredict(program: Command, console: Console, setCode: (code: ExitCode) => void): void {
  const command = program
    .command('predict')
    .description('segment objects by point and box prompts, or the whole image without a prompt')
    .argument('<image...>', 'images; the prompts apply to each of them')
    .option(
      '--point <x,y[,label]>',
      'point prompt in image pixels; label 1 = object (default), 0 = background; all --point belong to one object',
      collected(parsePoint),
      []
    )
    .option(
      '--points <x,y[,label];…>',
      'all points of one object, separated by semicolons; repeat for more objects',
      collected(parsePoints),
      []
    )
    .option(
      '--box <x1,y1,x2,y2>',
      'box prompt in image pixels; repeat for more objects',
      collected(parseBox),
      []
    )
    .option('--multimask', 'output all mask candidates instead of the best one')
    .option('--out <file.png>', 'write an overlay of the masks; must be a folder for several images')
    .option('--json', 'print one JSON object per image')
  addDeviceOption(addModelOption(command)).action(async (images: string[], options: PredictOptions) =>
    setCode(await predict(images, options, console))
  )
}

async function predict(
  images: readonly string[],
  options: PredictOptions,
  console: Console
): Promise<ExitCode> {
  const objects = objectPrompts(options)
  if (objects.length === 0 && options.multimask) {
    throw new UsageError(
      '--multimask requires --point, --points or --box: whole-image segmentation gives one mask per object'
    )
  }
  const target = await outputs(images, options.out)
  const model = await openModelOption(options.model)
  const report = async (result: PredictionJson): Promise<void> => {
    const file = target(result.image)
    if (file !== undefined) await drawOverlay(result.image, result.masks, file)
    if (options.json) console.out(JSON.stringify(result))
    else for (const line of summary(result, file)) console.out(line)
  }
  return objects.length === 0
    ? withoutPrompts({ images, model, options, console, report })
    : withPrompts({ images, model, options, console, report }, objects)
}

interface Work {
  readonly images: readonly string[]
  readonly model: PromptableModel
  readonly options: PredictOptions
  readonly console: Console
  readonly report: (result: PredictionJson) => Promise<void>
}

async function withPrompts(work: Work, objects: readonly ObjectPrompt[]): Promise<ExitCode> {
  const { images, model, options, console, report } = work
  for (const object of objects) checkPrompt(object, model.manifest)
  if (options.multimask && model.manifest.capabilities.masks === 1) {
    console.error(`maskwright: ${model.manifest.name} outputs only one mask per prompt`)
  }
  const predictor = await SamPredictor.load(model, { device: options.device })
  tellFallback(predictor, console)
  let code: ExitCode = 0
  for (const image of images) {
    try {
      await report(await predictOne(predictor, image, objects, options.multimask ?? false))
    } catch (error) {
      // An image that fails does not stop the others.
      console.error(`maskwright: ${image}: ${error instanceof Error ? error.message : String(error)}`)
      code = 1
    }
  }
  await predictor.release()
  return code
}

async function withoutPrompts({ images, model, options, console, report }: Work): Promise<ExitCode> {
  const segmenter = Segmenter.open(
    model,
    (message) => console.error(`maskwright: ${message}`),
    options.device
  )
  try {
    return await interruptible((signal) =>
      segmentWholeImages({ images, model: model.manifest.id, segmenter, console, signal, report })
    )
  } finally {
    await segmenter.close()
  }
}

async function predictOne(
  predictor: SamPredictor,
  image: string,
  objects: readonly ObjectPrompt[],
  multimask: boolean
): Promise<PredictionJson> {
  const { width, height } = await readImageHeader(image)
  const points = objects.flatMap((object) => object.points)
  const outside = points.find(({ x, y }) => x < 0 || y < 0 || x > width || y > height)
  if (outside) throw new Error(`point ${outside.x},${outside.y} is outside the image (${width}×${height} px)`)
  const encoding = await predictor.setImage(image)
  const predictions = []
  for (const object of objects) predictions.push(await predictor.predict(object))
  const model = predictor.manifest.id
  return predictionJson({ image, width, height, model, encoding, predictions, multimask })
}

/** The file that the overlay of an image is written to. */
async function outputs(
  images: readonly string[],
  out: string | undefined
): Promise<(image: string) => string | undefined> {
  if (out === undefined) return () => undefined
  const isFolder = await stat(out).then(
    (found) => found.isDirectory(),
    () => false
  )
  if (!isFolder && images.length > 1)
    throw new UsageError(`--out ${out}: must be an existing folder for several images`)
  return isFolder ? (image) => join(out, `${parse(basename(image)).name}.png`) : () => out
}

function summary({ image, width, height, masks }: PredictionJson, file: string | undefined): string[] {
  const several = new Set(masks.map(({ object }) => object)).size > 1
  const lines = masks.map(({ object, index, score, area, bbox }) => {
    const names = [...(several ? [`object ${object}`] : []), ...(index === null ? [] : [`mask ${index}`])]
    return `  ${[...names, ''].join(': ')}predicted IoU ${score.toFixed(4)}, ${area} pixels, box ${bbox.join(',')}`
  })
  const nothing = masks.length === 0 ? ['  no objects found'] : []
  return [
    `${image} (${width}×${height})`,
    ...lines,
    ...nothing,
    ...(file === undefined ? [] : [`  overlay written to ${file}`])
  ]
}

/** An option that can be repeated. */
function collected<T>(parse: (text: string) => T): (text: string, before: readonly T[]) => readonly T[] {
  return (text, before) => [...before, parse(text)]
}
