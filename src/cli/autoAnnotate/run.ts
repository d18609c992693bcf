import { join, basename } from 'node:path'
import type { AnnotateOptions } from '../../engine/detect/autoAnnotate/annotateImage'
import type { AnnotatedImage } from '../../engine/detect/autoAnnotate/lanes/laneMessages'
import { EngineError } from '@shared/engineError'
import type { Console } from '../console'
import { fallbackText } from '../../library/fallback'
import { findImages, renamedResults, type InputImage } from '../everything/inputs'
import { OutputFolder } from '../everything/outputFolder'
import type { ExitCode } from '../exits'
import { inShard, shardFolder } from '../shard'
import { findModels, type AnnotatorModels, type ImageAnnotator } from './annotator'
import { labelFormat, type LabelFormat } from './outputFormats'
import { inOrder } from './inOrder'
import { outputFolderOf, requestedClasses, type AutoAnnotateRequest } from './request'
import { autoAnnotateJson } from './resultJson'
import cliProgress from 'cli-progress'

/** Images started per lane: the queue absorbs an image that takes long, because results are written in order. */
const BEGUN_PER_LANE = 4

/** Annotates the images, several at a time. An image that fails is reported and does not stop the others. */
export async function runAutoAnnotate(
  request: AutoAnnotateRequest,
  console: Console,
  signal: AbortSignal,
  find: (request: AutoAnnotateRequest) => Promise<AnnotatorModels> = findModels
): Promise<ExitCode> {
  const { data, shard, format: formatName, confidence, iou, maxDetections, minSize, imageSize } = request
  const out = outputFolderOf(request)
  const found = await findImages([data], out)
  if (found.length === 0) throw new Error(`No images found in ${data}`)
  const images = shard ? found.filter(({ name }) => inShard(name, shard)) : found
  const models = await find(request)
  const { classNames } = models
  const classes = requestedClasses(request.classes, classNames)
  const options: AnnotateOptions = { confidence, iou, maxDetections, minSize, ...(classes && { classes }) }
  const target = shard ? join(out, shardFolder(shard)) : out
  const settings = { options, imageSize, classNames, model: models.hash }
  const folder = await OutputFolder.open(target, `auto-annotate-${formatName}`, settings)
  for (const line of renamedResults(images)) console.error(`maskwright: ${line}`)
  const format = labelFormat(formatName, classNames)
  const run = new AnnotationRun({ request, console, signal, models, options, folder, format })
  try {
    await run.all(images)
  } finally {
    if (format.gather) await folder.gather(images, format.gather)
    await folder.close()
  }
  console.error(`${target}: ${run.summary()}`)
  return run.failed > 0 || signal.aborted ? 1 : 0
}

interface RunParts {
  readonly request: AutoAnnotateRequest
  readonly console: Console
  readonly signal: AbortSignal
  readonly models: AnnotatorModels
  readonly options: AnnotateOptions
  readonly folder: OutputFolder
  readonly format: LabelFormat
}

class AnnotationRun {
  failed = 0
  private done = 0
  private skipped = 0
  private objects = 0

  constructor(private readonly parts: RunParts) {}

  async all(images: readonly InputImage[]): Promise<void> {
    const { models, signal } = this.parts
    const left = await this.notDone(images)
    if (left.length === 0) return
    const annotator = await models.start(left.length, (message) => this.say(message))
    const cancel = (): void => annotator.cancel()
    signal.addEventListener('abort', cancel, { once: true })
    if (signal.aborted) cancel()
    try {
      if (annotator.fallback !== undefined) this.say(fallbackText(annotator.fallback))
      await this.annotate(left, annotator)
    } finally {
      signal.removeEventListener('abort', cancel)
      await annotator.close()
    }
  }

  summary(): string {
    const { signal } = this.parts
    return [
      `${this.done} annotated with ${this.objects} objects`,
      ...(this.skipped > 0 ? [`${this.skipped} skipped (already done)`] : []),
      ...(this.failed > 0 ? [`${this.failed} failed`] : []),
      ...(signal.aborted ? ['interrupted; run the same command to resume'] : [])
    ].join(', ')
  }

  private async notDone(images: readonly InputImage[]): Promise<InputImage[]> {
    const left: InputImage[] = []
    for (const image of images) {
      // A missing file is reported when it is opened.
      if (!(await this.parts.folder.isDone(image).catch(() => false))) left.push(image)
    }
    this.skipped = images.length - left.length
    return left
  }

  /** Results are written and printed in the order of the images. */
  private async annotate(images: readonly InputImage[], annotator: ImageAnnotator): Promise<void> {
    const { console, options, signal } = this.parts
    const progress = imageProgress(console, images.length)
    const work = ({ path }: InputImage): Promise<AnnotatedImage> => annotator.annotate(path, options)
    let ended = 0
    try {
      progress.begin(images[0]?.name ?? '')
      const begun = BEGUN_PER_LANE * annotator.count
      for await (const { item, result } of inOrder(images, begun, work, signal)) {
        await this.one(item, result, progress)
        ended++
        const next = images[ended]
        if (next) progress.begin(next.name)
      }
    } finally {
      progress.stop()
    }
  }

  /** Saves the result of an image; a canceled image is left for the next run. */
  private async one(
    image: InputImage,
    result: Promise<AnnotatedImage>,
    progress: ImageProgress
  ): Promise<void> {
    const { folder, format, console, request, models } = this.parts
    try {
      const annotated = await result
      await folder.write(image, format.files(image, annotated))
      this.done++
      this.objects += annotated.objects.length
      const { detModel, json } = request
      const by = { detModel: basename(detModel), outlinerId: models.outlinerId }
      if (json) console.out(JSON.stringify(autoAnnotateJson(image.path, annotated, by)))
      progress.end(annotated.objects.length)
    } catch (error) {
      if (error instanceof EngineError && error.kind === 'cancelled') return
      progress.stop()
      this.failed++
      this.say(`${image.path}: ${error instanceof Error ? error.message : String(error)}`)
      progress.end(0)
    }
  }

  private say(message: string): void {
    this.parts.console.error(`maskwright: ${message}`)
  }
}

/** Shows the progress of a command over many images, on a terminal. */
interface ImageProgress {
  /** An image was started. */
  begin(name: string): void
  /** An image is finished or failed. */
  end(objects: number): void
  /** Clears the bar so that a line of text can be printed. */
  stop(): void
}

/** A bar with the remaining time on a terminal; nothing otherwise. */
function imageProgress(console: Console, total: number): ImageProgress {
  if (!console.interactive) return { begin: () => undefined, end: () => undefined, stop: () => undefined }
  const bar = new cliProgress.SingleBar({
    format: '{value}/{total} {bar} {percentage}% {eta_formatted} left, {objects} objects; {name}',
    clearOnComplete: true,
    etaBuffer: 20,
    stream: process.stderr
  })
  let found = 0
  let done = 0
  let shown = false
  return {
    begin(name) {
      if (shown) bar.update(done, { name })
      else bar.start(total, done, { name, objects: found })
      shown = true
    },
    end(objects) {
      done++
      found += objects
      bar.update(done, { objects: found })
    },
    stop() {
      if (shown) bar.stop()
      shown = false
    }
  }
}
