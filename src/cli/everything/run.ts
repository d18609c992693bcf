import { join } from 'node:path'
import type { EverythingParams } from '@shared/segment/params'
import type { Device } from '@shared/schema/models'
import { EngineError } from '@shared/engineError'
import type { EverythingStrategy } from '../../engine/segment/messages'
import type { Console } from '../console'
import { openModelOption } from '../../library/model'
import { inShard, shardFolder, type Shard } from '../shard'
import { UsageError, type ExitCode } from '../exits'
import { outputFormats, type OutputFormatName } from './outputFormats'
import { type OutputFormat } from './outputFormat'
import { findImages, renamedResults, type InputImage } from './inputs'
import { OutputFolder } from './outputFolder'
import { progressDisplay, type ProgressDisplay } from './progress'
import { everythingJson, type EverythingJson } from './resultJson'
import { Segmenter, type ImageSegmenter } from '../../library/segmenter'

/** The options of the command. */
export interface EverythingRequest {
  /** Images and folders. */
  readonly words: readonly string[]
  readonly params: EverythingParams
  readonly strategy: EverythingStrategy
  readonly format: OutputFormatName
  /** Without it results are printed, which requires the format JSON. */
  readonly out: string | undefined
  readonly shard?: Shard | undefined
  /** The value of `--model`; the bundled model by default. */
  readonly model?: string | undefined
  /** Device that encodes images; the CPU by default. */
  readonly device?: Device | undefined
  /** Adds timings to the JSON. */
  readonly timings?: boolean
}

/** Loads the model; `onWarning` is called with warnings for the user. */
export type OpenSegmenter = (onWarning: (message: string) => void) => Promise<ImageSegmenter>

/** Segments the images one by one. An image that fails is reported and does not stop the others. */
export async function runEverything(
  request: EverythingRequest,
  console: Console,
  signal: AbortSignal,
  openSegmenter: OpenSegmenter = async (onWarning) => {
    return Segmenter.open(await openModelOption(request.model), onWarning, request.device)
  }
): Promise<ExitCode> {
  const { words, params, strategy, format: formatName, out, shard } = request
  if (out === undefined && formatName !== 'json')
    throw new UsageError(`--format ${formatName} requires --out`)
  if (out === undefined && shard) throw new UsageError('--shard requires --out')
  const found = await findImages(words, out)
  if (found.length === 0) throw new Error(`No images found in ${words.join(', ')}`)
  const images = shard ? found.filter(({ name }) => inShard(name, shard)) : found
  const format: OutputFormat = outputFormats[formatName]
  const segmenter = await openSegmenter((message) => console.error(`maskwright: ${message}`))
  const settings = { params, strategy, model: segmenter.modelHash }
  const target = out !== undefined && shard ? join(out, shardFolder(shard)) : out
  const kind = `everything-${formatName}`
  const folder = target === undefined ? undefined : await OutputFolder.open(target, kind, settings)
  if (folder) for (const line of renamedResults(images)) console.error(`maskwright: ${line}`)
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
        // A missing file is reported when it is opened.
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

  /** The last line of a run that wrote files. */
  summary(): string[] {
    const { folder, request, signal } = this.parts
    const parts = [
      `${this.done} segmented`,
      ...(this.skipped > 0 ? [`${this.skipped} skipped (already done)`] : []),
      ...(this.failed > 0 ? [`${this.failed} failed`] : []),
      ...(signal.aborted ? ['interrupted; run the same command to resume'] : [])
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
    console.error(`${path}: no masks found; try a lower --pred-iou-thresh or --stability-score-thresh`)
  }
}
