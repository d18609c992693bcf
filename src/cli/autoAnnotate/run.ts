import { join, basename } from 'node:path'
import type { AnnotateOptions } from '../../main/inference/engine/autoAnnotate/annotateImage'
import { AutoAnnotator } from '../../main/inference/engine/autoAnnotate/autoAnnotator'
import { EngineError } from '../../main/inference/engine/errors'
import { decodeImageFile } from '../../main/inference/engine/image/decode'
import type { PixelImage } from '../../main/inference/engine/image/pixels'
import type { Console } from '../console'
import { tellFallback } from '../device'
import { findImages, type InputImage } from '../everything/inputs'
import { OutputFolder } from '../everything/outputFolder'
import { openModelOption } from '../model'
import type { ExitCode } from '../program'
import { inShard, shardFolder } from '../shard'
import { labelFormat, type LabelFormat } from './formats'
import { imageProgress, type ImageProgress } from './progress'
import { outputFolderOf, requestedClasses, type AutoAnnotateRequest } from './request'
import { autoObjectJson, type AutoAnnotateJson } from './resultJson'

/** What the command needs of the models. */
export type Annotator = Pick<
  AutoAnnotator,
  'annotate' | 'modelHash' | 'outlinerId' | 'detectorInfo' | 'fallback' | 'release'
>

/** Annotates the images one after the other. One that fails is told about and does not stop the rest. */
export async function runAutoAnnotate(
  request: AutoAnnotateRequest,
  console: Console,
  signal: AbortSignal,
  open: (request: AutoAnnotateRequest) => Promise<Annotator> = openAnnotator
): Promise<ExitCode> {
  const { data, shard, format: formatName, confidence, iou, maxDetections, minSize, imageSize } = request
  const out = outputFolderOf(request)
  const found = await findImages([data], out)
  if (found.length === 0) throw new Error(`No images were found in ${data}`)
  const images = shard ? found.filter(({ name }) => inShard(name, shard)) : found
  const annotator = await open(request)
  try {
    const { classNames } = annotator.detectorInfo
    const classes = requestedClasses(request.classes, classNames)
    const options: AnnotateOptions = { confidence, iou, maxDetections, minSize, ...(classes && { classes }) }
    tellFallback(annotator, console)
    const target = shard ? join(out, shardFolder(shard)) : out
    const settings = { options, imageSize, classNames, model: annotator.modelHash }
    const folder = await OutputFolder.open(target, `auto-annotate-${formatName}`, settings)
    const format = labelFormat(formatName, classNames)
    const run = new AnnotationRun({ request, console, signal, annotator, options, folder, format })
    try {
      await run.all(images)
    } finally {
      await folder.save()
      if (format.gather) await folder.gather(images, format.gather)
    }
    console.error(`${target}: ${run.summary()}`)
    return run.failed > 0 || signal.aborted ? 1 : 0
  } finally {
    await annotator.release()
  }
}

/** A segmenter's own masks are taken unless a model that outlines was asked for. */
function openAnnotator({ detModel, samModel, device, imageSize }: AutoAnnotateRequest): Promise<Annotator> {
  return AutoAnnotator.open({
    detector: detModel,
    outliner: async ({ task }) => {
      return samModel === undefined && task === 'segment' ? undefined : openModelOption(samModel)
    },
    ...{ device, imageSize }
  })
}

interface RunParts {
  readonly request: AutoAnnotateRequest
  readonly console: Console
  readonly signal: AbortSignal
  readonly annotator: Annotator
  readonly options: AnnotateOptions
  readonly folder: OutputFolder
  readonly format: LabelFormat
}

/** An image whose pixels are on their way. */
interface Opened {
  readonly image: InputImage
  readonly pixels: Promise<PixelImage>
}

class AnnotationRun {
  failed = 0
  private done = 0
  private skipped = 0
  private objects = 0

  constructor(private readonly parts: RunParts) {}

  async all(images: readonly InputImage[]): Promise<void> {
    const left = await this.notDone(images)
    const progress = imageProgress(this.parts.console, left.length)
    try {
      for await (const opened of decodedAhead(left)) {
        if (this.parts.signal.aborted) return
        progress.begin(opened.image.name)
        progress.end(await this.one(opened, progress))
      }
    } catch (error) {
      if (!(error instanceof EngineError && error.kind === 'cancelled')) throw error
    } finally {
      progress.stop()
    }
  }

  summary(): string {
    const { signal } = this.parts
    return [
      `${this.done} annotated with ${this.objects} objects`,
      ...(this.skipped > 0 ? [`${this.skipped} done before`] : []),
      ...(this.failed > 0 ? [`${this.failed} failed`] : []),
      ...(signal.aborted ? ['interrupted; the same command goes on from here'] : [])
    ].join(', ')
  }

  private async notDone(images: readonly InputImage[]): Promise<InputImage[]> {
    const left: InputImage[] = []
    for (const image of images) {
      // A file that is gone is told about when it is opened.
      if (!(await this.parts.folder.isDone(image).catch(() => false))) left.push(image)
    }
    this.skipped = images.length - left.length
    return left
  }

  /** The number of objects found. @throws EngineError cancelled */
  private async one({ image, pixels }: Opened, progress: ImageProgress): Promise<number> {
    const { annotator, options, signal, folder, format, console, request } = this.parts
    try {
      const size = await pixels
      const start = performance.now()
      const objects = await annotator.annotate(size, options, signal)
      await folder.write(image, format.files(image, { size, objects }))
      this.done++
      this.objects += objects.length
      if (request.json) {
        const seconds = Math.round(performance.now() - start) / 1000
        const result: AutoAnnotateJson = {
          image: image.path,
          width: size.width,
          height: size.height,
          source: 'detector',
          det_model: basename(request.detModel),
          sam_model: annotator.outlinerId ?? null,
          seconds,
          objects: objects.map(autoObjectJson)
        }
        console.out(JSON.stringify(result))
      }
      return objects.length
    } catch (error) {
      if (error instanceof EngineError && error.kind === 'cancelled') throw error
      progress.stop()
      this.failed++
      console.error(`maskwright: ${image.path}: ${error instanceof Error ? error.message : String(error)}`)
      return 0
    }
  }
}

/** Each image while the file of the next one is read and decoded. */
async function* decodedAhead(images: readonly InputImage[]): AsyncGenerator<Opened> {
  let next = images[0] && opened(images[0])
  for (let i = 1; next; i++) {
    const current: Opened = next
    // The one before is decoded first, so that memory holds two images at most.
    await current.pixels.catch(() => undefined)
    const following = images[i]
    next = following && opened(following)
    yield current
  }
}

function opened(image: InputImage): Opened {
  const pixels = decodeImageFile(image.path)
  // Told to whoever comes to the image.
  pixels.catch(() => undefined)
  return { image, pixels }
}
