import { join } from 'node:path'
import type { EverythingParams } from '@shared/everything/params'
import type { Device } from '@shared/schema/models'
import { EngineError } from '../../main/inference/engine/errors'
import type { EverythingStrategy } from '../../main/inference/engine/wholeImage/messages'
import type { Console } from '../console'
import { openModelOption } from '../model'
import type { ExitCode } from '../program'
import { inShard, shardFolder, type Shard } from '../shard'
import { UsageError } from '../usageError'
import { outputFormats, type OutputFormat, type OutputFormatName } from './formats'
import { findImages, type InputImage } from './inputs'
import { OutputFolder } from './outputFolder'
import { progressDisplay, type ProgressDisplay } from './progress'
import { everythingJson, type EverythingJson } from './resultJson'
import { Segmenter, type ImageSegmenter } from './segmenter'

/** What the command was asked for. */
export interface EverythingRequest {
  /** Images and folders. */
  readonly words: readonly string[]
  readonly params: EverythingParams
  readonly strategy: EverythingStrategy
  readonly format: OutputFormatName
  /** Left out, results are printed, which only JSON can be. */
  readonly out: string | undefined
  readonly shard?: Shard | undefined
  /** As `--model` has it; left out, the model that comes with the program. */
  readonly model?: string | undefined
  /** Where images are encoded; the processor when it is left out. */
  readonly device?: Device | undefined
  /** JSON says where the time went. */
  readonly timings?: boolean
}

/** Loads the model; `onWarning` is told what the user may want to know. */
export type OpenSegmenter = (onWarning: (message: string) => void) => Promise<ImageSegmenter>

/** Segments the images one after the other. One that fails is told about and does not stop the rest. */
export async function runEverything(
  request: EverythingRequest,
  console: Console,
  signal: AbortSignal,
  openSegmenter: OpenSegmenter = async (onWarning) => {
    return Segmenter.open(await openModelOption(request.model), onWarning, request.device)
  }
): Promise<ExitCode> {
  const { words, params, strategy, format: formatName, out, shard } = request
  if (out === undefined && formatName !== 'json') throw new UsageError(`--format ${formatName} needs --out`)
  if (out === undefined && shard) throw new UsageError('--shard needs --out')
  const found = await findImages(words, out)
  if (found.length === 0) throw new Error(`No images were found in ${words.join(', ')}`)
  const images = shard ? found.filter(({ name }) => inShard(name, shard)) : found
  const format: OutputFormat = outputFormats[formatName]
  const segmenter = await openSegmenter((message) => console.error(`maskwright: ${message}`))
  const settings = { params, strategy, model: segmenter.modelHash }
  const target = out !== undefined && shard ? join(out, shardFolder(shard)) : out
  const kind = `everything-${formatName}`
  const folder = target === undefined ? undefined : await OutputFolder.open(target, kind, settings)
  const run = new ImageRun({
    request,
    console,
    signal,
    segmenter,
    folder,
    format,
    display: progressDisplay(console)
  })
  try {
    await run.all(images)
  } finally {
    await segmenter.close()
    if (format.gather) await folder?.gather(images, format.gather)
    await folder?.close()
  }
  for (const line of run.summary()) console.error(line)
  return run.failed > 0 || signal.aborted ? 1 : 0
}

interface RunParts {
  readonly request: EverythingRequest
  readonly console: Console
  readonly signal: AbortSignal
  readonly segmenter: ImageSegmenter
  readonly folder: OutputFolder | undefined
  readonly format: OutputFormat
  readonly display: ProgressDisplay
}

class ImageRun {
  failed = 0
  private done = 0
  private skipped = 0

  constructor(private readonly parts: RunParts) {}

  async all(images: readonly InputImage[]): Promise<void> {
    const { signal, folder, console, display } = this.parts
    for (const [i, image] of images.entries()) {
      if (signal.aborted) return
      try {
        // A file that is gone is told about when it is opened.
        if (await folder?.isDone(image).catch(() => false)) {
          this.skipped++
          continue
        }
        display.begin(i + 1, images.length, image.name)
        const result = await this.one(image)
        display.stop()
        this.report(image, result)
      } catch (error) {
        display.stop()
        if (error instanceof EngineError && error.kind === 'cancelled') return
        this.failed++
        console.error(`maskwright: ${image.path}: ${error instanceof Error ? error.message : String(error)}`)
      }
    }
  }

  /** What to say at the end of a run that wrote files. */
  summary(): string[] {
    const { folder, request, signal } = this.parts
    const parts = [
      `${this.done} segmented`,
      ...(this.skipped > 0 ? [`${this.skipped} done before`] : []),
      ...(this.failed > 0 ? [`${this.failed} failed`] : []),
      ...(signal.aborted ? ['interrupted; the same command goes on from here'] : [])
    ]
    return folder ? [`${request.out ?? ''}: ${parts.join(', ')}`] : []
  }

  private async one(image: InputImage): Promise<EverythingJson> {
    const { request, segmenter, signal, display, folder, format } = this.parts
    const { params, strategy, timings = false } = request
    const segmented = await segmenter.segment(image.path, {
      params,
      strategy,
      signal,
      onProgress: (progress) => display.update(progress)
    })
    const result = everythingJson(image.path, segmented, { params, strategy, timings })
    await folder?.write(image, await format.files({ ...image, result }))
    this.done++
    return result
  }

  private report({ path }: InputImage, result: EverythingJson): void {
    const { console, folder } = this.parts
    if (!folder) console.out(JSON.stringify(result))
    if (result.masks.length > 0) return
    console.error(
      `${path}: nothing was found; a lower --pred-iou-thresh or --stability-score-thresh finds more`
    )
  }
}
