import type { ExportReport } from '@shared/schema/exporting'
import type { ImageId } from '@shared/schema/ids'
import { ProblemError } from '@shared/schema/problem'
import type { Dataset } from './dataset'
import { IMAGE_LIST, imageLine } from './common/listImages'
import { ExportFolder } from './exportFolder'
import { folderName, planExport } from './exportPlan'
import { type PlannedImage } from './writer'
import type { ExportRun, WriteOptions } from './exportRun'
import { exportableObjects } from './exportable'
import type { FormatWriter } from './format'
import { Notes } from './notes'
import { CooperativeYielder } from './cooperativeYielder'
import { writerOf } from './registry'
import { SelfCheck } from './selfCheck'

/** Where an export is. */
export interface ExportProgress {
  readonly phase: 'preparing' | 'writing' | 'copying' | 'checking' | 'finishing'
  /** Images. */
  readonly done: number
  readonly total: number
}

/** What an export needs. */
export interface ExportJob {
  readonly dataset: Dataset
  readonly options: WriteOptions
  /** The folder that the user chose; the dataset becomes a new folder in it. */
  readonly destination: string
  /** The absolute path of an image's file; null when the file is gone. */
  resolveImage(image: ImageId): string | null | Promise<string | null>
  readonly signal: AbortSignal
  onProgress(progress: ExportProgress): void
  /** What the files say about when they were made; now by default. */
  readonly date?: Date
}

type TellProgress = (phase: ExportProgress['phase'], done: number) => void

/** Progress is told no more often than this, in milliseconds. */
const PROGRESS_EVERY = 50

/**
 * Writes a dataset and reads it back. It goes into a NEW folder of the destination, called after the project and the
 * format (`birds-coco`; `birds-coco-2` when that exists): nothing that lies there is changed or replaced. The folder
 * appears when it is whole; after a failure or a cancel the destination is as it was.
 * @throws ProblemError 'export-empty', 'destination-unwritable', 'disk-full', 'cancelled', 'export-failed'
 */
export async function exportDataset(job: ExportJob): Promise<ExportReport> {
  const started = performance.now()
  try {
    const notes = new Notes()
    const format = writerOf(job.options.format)
    const planned = planExport(job.dataset, job.options, format.names, notes)
    const tell = progressTeller(job, planned.length)
    tell('preparing', 0)
    const pacer = new CooperativeYielder(job.signal)
    await pacer.breathe()
    const folder = await ExportFolder.create(job.destination)
    try {
      const report = await writeInto(folder, job, format, planned, notes, pacer, tell)
      return { ...report, seconds: (performance.now() - started) / 1000 }
    } catch (error) {
      // What cannot be taken back must not hide why.
      await folder.discard().catch(() => undefined)
      throw error
    }
  } catch (error) {
    throw asExportProblem(error)
  }
}

/** Writes and checks everything, and gives the folder its name. */
async function writeInto(
  folder: ExportFolder,
  job: ExportJob,
  format: FormatWriter,
  planned: readonly PlannedImage[],
  notes: Notes,
  pacer: CooperativeYielder,
  tell: TellProgress
): Promise<Omit<ExportReport, 'seconds'>> {
  const { dataset, options } = job
  const images = options.copyImages
    ? await copyImages(job, format, folder, planned, notes, pacer, tell)
    : planned
  if (images.length === 0) throw new ProblemError('export-empty', 'No image file could be read', {})
  const check = new SelfCheck()
  let done = 0
  const run: ExportRun = {
    dataset,
    options,
    folder,
    notes,
    check,
    pacer,
    date: job.date ?? new Date(),
    objects: 0,
    checking: () => tell('checking', done)
  }
  const files = await writeImages(run, format, images, () => tell('writing', ++done))
  const renamed = options.copyImages ? await listRenamed(folder, format, images, options) : []
  tell('finishing', images.length)
  await pacer.breathe()
  return {
    destination: await folder.commit(folderName(dataset, options)),
    format: options.format,
    images: images.length,
    objects: run.objects,
    ...check.result(),
    notes: notes.list(),
    files: options.copyImages ? [...files, ...renamed, ...imageFolders(format, images, options)] : files
  }
}

/** Writes all images in turn, and gives what a person should know of. */
async function writeImages(
  run: ExportRun,
  format: FormatWriter,
  images: readonly PlannedImage[],
  imageDone: () => void
): Promise<readonly string[]> {
  const writer = format.open(run, images)
  try {
    await writer.begin()
    for (const planned of images) {
      await run.pacer.breathe()
      await writer.image(planned, await exportableObjects(run.dataset, planned.image, run.notes))
      imageDone()
    }
    return await writer.end()
  } finally {
    await writer.close()
  }
}

/** Says in `images.txt` which copies have another name than their originals; gives the files written. */
async function listRenamed(
  folder: ExportFolder,
  format: FormatWriter,
  images: readonly PlannedImage[],
  options: WriteOptions
): Promise<readonly string[]> {
  const renamed = images.filter(({ name, image }) => name !== image.path)
  if (renamed.length === 0) return []
  const lines = renamed.map((item) =>
    imageLine(`${format.imageFolder(item, options)}/${item.name}`, item.image.path)
  )
  await folder.writeText(IMAGE_LIST, lines.join(''))
  return [IMAGE_LIST]
}

/** The outermost folders of copied images. */
function imageFolders(
  format: FormatWriter,
  images: readonly PlannedImage[],
  options: WriteOptions
): ReadonlySet<string> {
  return new Set(images.map((item) => `${format.imageFolder(item, options).split('/')[0] ?? ''}/`))
}

/** Copies the images, and gives those that could be. */
async function copyImages(
  job: ExportJob,
  format: FormatWriter,
  folder: ExportFolder,
  planned: readonly PlannedImage[],
  notes: Notes,
  pacer: CooperativeYielder,
  tell: TellProgress
): Promise<PlannedImage[]> {
  const { options } = job
  const copied: PlannedImage[] = []
  for (const [index, item] of planned.entries()) {
    await pacer.breathe()
    const source = await job.resolveImage(item.image.id)
    const target = `${format.imageFolder(item, options)}/${item.name}`
    if (source !== null && (await folder.copyIn(source, target, options.linkImages))) copied.push(item)
    else notes.imageMissing(item.image.path)
    tell('copying', index + 1)
  }
  return copied
}

/** Tells the first and last step of each phase, and between them no more than is pleasant to watch. */
function progressTeller(job: ExportJob, total: number): TellProgress {
  let last = { phase: '', at: 0 }
  return (phase, done) => {
    const at = performance.now()
    if (phase === last.phase && done < total && at - last.at < PROGRESS_EVERY) return
    last = { phase, at }
    job.onProgress({ phase, done, total })
  }
}

function asExportProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error
  const reason = error instanceof Error ? error.message : String(error)
  return new ProblemError('export-failed', `The export failed: ${reason}`, { reason }, { cause: error })
}
