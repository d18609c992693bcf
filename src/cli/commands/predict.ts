import { stat } from 'node:fs/promises'
import { basename, join, parse } from 'node:path'
import type { Command } from 'commander'
import type { Device } from '@shared/schema/models'
import type { PromptBox, PromptPoint } from '@shared/schema/prompt'
import { readImageHeader } from '../../main/inference/engine/image/header'
import { checkPrompt } from '../../main/inference/engine/promptable/checkPrompt'
import { SamPredictor } from '../../main/inference/engine/sam/predictor'
import type { Console } from '../console'
import { addDeviceOption, tellFallback } from '../device'
import { drawOverlay } from '../overlay'
import { parseBox, parsePoint } from '../parse'
import { addModelOption, openModelOption } from '../model'
import { predictionJson, type PredictionJson } from '../predictionJson'
import type { ExitCode } from '../program'
import { UsageError } from '../usageError'

interface PredictOptions {
  readonly point: readonly PromptPoint[]
  readonly box?: PromptBox
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
    .description('outline an object by points or a box')
    .argument('<image...>', 'images; all get the same prompt')
    .option(
      '--point <x,y[,label]>',
      'a click in image pixels; label 1 = object (default), 0 = background',
      addPoint,
      []
    )
    .option('--box <x1,y1,x2,y2>', 'a box around the object, in image pixels', parseBox)
    .option('--multimask', 'all masks that the model gives instead of the best one')
    .option('--out <file.png>', 'draw the mask over the image; a folder when there are several images')
    .option('--json', 'print one JSON object for each image')
  addDeviceOption(addModelOption(command)).action(async (images: string[], options: PredictOptions) =>
    setCode(await predict(images, options, console))
  )
}

async function predict(
  images: readonly string[],
  options: PredictOptions,
  console: Console
): Promise<ExitCode> {
  if (options.point.length === 0 && !options.box) throw new UsageError('predict needs a --point or a --box')
  const target = await outputs(images, options.out)
  const model = await openModelOption(options.model)
  checkPrompt({ points: options.point, box: options.box }, model.manifest)
  if (options.multimask && model.manifest.capabilities.masks === 1) {
    console.error(`maskwright: ${model.manifest.name} gives one mask for each prompt`)
  }
  const predictor = await SamPredictor.load(model, { device: options.device })
  tellFallback(predictor, console)
  let code: ExitCode = 0
  for (const image of images) {
    try {
      const result = await predictOne(predictor, image, options)
      const file = target(image)
      if (file !== undefined) await drawOverlay(image, result.masks, file)
      if (options.json) console.out(JSON.stringify(result))
      else for (const line of summary(result, file)) console.out(line)
    } catch (error) {
      // One image that fails does not stop the rest.
      console.error(`maskwright: ${image}: ${error instanceof Error ? error.message : String(error)}`)
      code = 1
    }
  }
  await predictor.release()
  return code
}

async function predictOne(
  predictor: SamPredictor,
  image: string,
  options: PredictOptions
): Promise<PredictionJson> {
  const { width, height } = await readImageHeader(image)
  const outside = options.point.find(({ x, y }) => x < 0 || y < 0 || x > width || y > height)
  if (outside)
    throw new Error(`the point ${outside.x},${outside.y} lies outside of its ${width}×${height} pixels`)
  const encoding = await predictor.setImage(image)
  const prediction = await predictor.predict({ points: options.point, box: options.box })
  const indices = options.multimask ? prediction.scores.map((_, index) => index) : [prediction.selected]
  return predictionJson({ image, width, height, model: predictor.manifest.id, encoding, prediction, indices })
}

/** Which file an image's overlay goes to. */
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
    throw new UsageError(`--out ${out}: with several images this must be a folder`)
  return isFolder ? (image) => join(out, `${parse(basename(image)).name}.png`) : () => out
}

function summary({ image, width, height, masks }: PredictionJson, file: string | undefined): string[] {
  const lines = masks.map(({ index, score, area, bbox }) => {
    return `  mask ${index}: predicted IoU ${score.toFixed(4)}, ${area} pixels, box ${bbox.join(',')}`
  })
  return [`${image} (${width}×${height})`, ...lines, ...(file === undefined ? [] : [`  drawn to ${file}`])]
}

function addPoint(text: string, points: readonly PromptPoint[]): readonly PromptPoint[] {
  return [...points, parsePoint(text)]
}
