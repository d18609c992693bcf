import { z } from 'zod'
import { differenceSchema } from '../autoAnnotate/differences'
import { annotationsDiffSchema, editNameSchema, labelsDiffSchema, type HistoryState } from '../schema/diff'
import { exportImagesSchema, exportOptionsSchema, type FormatDescription } from '../schema/exporting'
import { formatIdSchema } from '../schema/formats'
import { folderTokenSchema, imageIdSchema, jobIdSchema, resultIdSchema, type JobId } from '../schema/ids'
import { viewStateSchema, type ImageRow } from '../schema/image'
import {
  classMapSchema,
  imageMatchSchema,
  onExistingSchema,
  type ImportHistory,
  type ImportStepReport,
  type ItemPage
} from '../schema/importing'
import type { Label } from '../schema/label'
import {
  catalogueIdSchema,
  deviceChoiceSchema,
  filesTokenSchema,
  modelIdSchema,
  modelTaskSchema,
  type Inspection,
  type ModelsView
} from '../schema/models'
import { promptSchema } from '../schema/prompt'
import {
  everythingInputSchema,
  everythingStrategySchema,
  poolFiltersSchema,
  type RunId
} from '../schema/proposal'
import { settingsChangeSchema, type Settings } from '../schema/settings'
import { taskStartSchema } from '../schema/task'
import type { JobView } from './jobView'
import type {
  Bootstrap,
  CacheSizes,
  CandidateMask,
  ChosenDataset,
  ChosenFolder,
  EmbeddingChange,
  EngineView,
  FolderTaskView,
  HistoryStep,
  ImageDifferences,
  JobFinished,
  JobProgress,
  MenuCommand,
  ObjectsChanged,
  OpenResult,
  OpenedImage,
  Prediction,
  ProjectView,
  ProposalPool,
  ProposalsChange,
  RecentProject,
  ScanProgress
} from './views'

/** One call: what is validated on arrival, and the type that comes back. */
interface Call<Input extends z.ZodType, Output> {
  readonly input: Input
  /** Only a type; nothing is there at run time. */
  readonly output?: Output
}
const call = <Output>() => ({
  with: <Input extends z.ZodType>(input: Input): Call<Input, Output> => ({ input })
})
const nothing = z.undefined()

/** What the menu can do in a text field. */
const textEditSchema = z.enum(['undo', 'redo', 'cut', 'copy', 'paste', 'delete', 'selectAll'])
export type TextEdit = z.infer<typeof textEditSchema>

/**
 * Every call from the window to main. Adding one is a row here and a handler in src/main/ipc. The window never
 * sends a path: folders are tokens that a dialog in main gave out, images are ids.
 */
export const contract = {
  'app.bootstrap': call<Bootstrap>().with(nothing),
  /** How many edits the window holds that could not be saved; main asks before it closes over them. */
  'app.unsaved': call<null>().with(z.object({ count: z.number().int().min(0) })),
  /** What was under way when main announced 'app.closing' is on the disk, or could not be saved. */
  'app.finished': call<null>().with(nothing),
  /** Puts text into the clipboard. */
  'app.copy': call<null>().with(z.object({ text: z.string().max(20_000_000) })),
  /** Edits the text field that has the focus, for commands of the menu. */
  'app.editText': call<null>().with(z.object({ edit: textEditSchema })),
  'settings.update': call<Settings>().with(settingsChangeSchema),

  /** How much the caches of all projects take. */
  'caches.sizes': call<CacheSizes>().with(nothing),
  /** Deletes them; the job's report is a `CacheSize`. */
  'caches.clear': call<{ job: JobId }>().with(nothing),

  /** Opens what the application was started with, or the project that was open when it was left; null for neither. */
  'project.openLaunch': call<OpenResult | null>().with(nothing),
  'project.chooseFolder': call<OpenResult>().with(nothing),
  'project.openRecent': call<OpenResult>().with(z.object({ id: z.string() })),
  'project.openSample': call<OpenResult>().with(nothing),
  /** A damaged project is kept aside; then what can be read is taken over, or a new one is begun. */
  'project.recover': call<OpenResult>().with(
    z.object({ token: folderTokenSchema, choice: z.enum(['salvage', 'start-new']) })
  ),
  'project.close': call<null>().with(nothing),
  'project.images': call<readonly ImageRow[]>().with(nothing),
  'project.rescan': call<null>().with(nothing),

  'image.open': call<OpenedImage>().with(z.object({ image: imageIdSchema })),
  /** Tries a file again that could not be decoded; the image is then listed without the problem. */
  'image.retry': call<null>().with(z.object({ image: imageIdSchema })),
  'image.setView': call<null>().with(z.object({ image: imageIdSchema, view: viewStateSchema })),

  'edit.commit': call<HistoryState>().with(
    z.object({ image: imageIdSchema, name: editNameSchema, diff: annotationsDiffSchema })
  ),
  'edit.undo': call<HistoryStep | null>().with(z.object({ image: imageIdSchema })),
  'edit.redo': call<HistoryStep | null>().with(z.object({ image: imageIdSchema })),
  'labels.commit': call<LabelsView>().with(z.object({ name: editNameSchema, diff: labelsDiffSchema })),
  'labels.undo': call<LabelsView>().with(nothing),
  'labels.redo': call<LabelsView>().with(nothing),

  'inference.predict': call<Prediction>().with(
    z.object({
      image: imageIdSchema,
      /** A newer prompt of the same stream supersedes the older ones. */
      stream: z.enum(['hover', 'prompt']),
      prompt: promptSchema,
      /** The mask to refine: its low-resolution logits are fed back. */
      previous: z.object({ result: resultIdSchema, index: z.number().int().min(0).max(3) }).nullable()
    })
  ),
  'inference.candidate': call<CandidateMask>().with(
    z.object({ result: resultIdSchema, index: z.number().int().min(0).max(3) })
  ),
  'inference.embeddings': call<readonly EmbeddingChange[]>().with(
    z.object({ images: z.array(imageIdSchema).max(2000) })
  ),
  'inference.restart': call<null>().with(nothing),

  /** The model library; devices are looked for when it is asked for the first time. */
  'models.list': call<ModelsView>().with(nothing),
  /** Asks for a model's files in a native dialog and recognises them; `with` adds to files chosen before. Null: cancelled. */
  'models.inspect': call<Inspection | null>().with(z.object({ with: filesTokenSchema.nullable() })),
  /** Copies what was inspected into the library. */
  'models.add': call<ModelsView>().with(
    z.object({
      token: filesTokenSchema,
      name: z.string().trim().min(1).max(120),
      licence: z.string().trim().max(200)
    })
  ),
  /** Begins or continues a download. */
  'models.download': call<ModelsView>().with(z.object({ id: catalogueIdSchema })),
  /** Stops a download; `keep`: it can be continued later. */
  'models.cancelDownload': call<ModelsView>().with(z.object({ id: catalogueIdSchema, keep: z.boolean() })),
  'models.remove': call<ModelsView>().with(z.object({ id: modelIdSchema })),
  /** Uses a model for its task, once it was tried out; null: the one that comes with the program, or none. */
  'models.choose': call<ModelsView>().with(z.object({ task: modelTaskSchema, id: modelIdSchema.nullable() })),
  'models.setDevice': call<ModelsView>().with(z.object({ id: modelIdSchema, device: deviceChoiceSchema })),
  /** Measures a model, for a minute at most. */
  'models.selfTest': call<ModelsView>().with(z.object({ id: modelIdSchema })),
  /** Shows the user's models in the system's file manager. */
  'models.showFolder': call<null>().with(nothing),

  /** What whole-image segmentation found in an image, or null. */
  'proposals.load': call<ProposalPool | null>().with(z.object({ image: imageIdSchema })),
  /** Segments everything in an image, before all folder tasks; the pool it had stays until this run delivers. */
  'proposals.start': call<{ run: RunId }>().with(
    z.object({ image: imageIdSchema, params: everythingInputSchema, strategy: everythingStrategySchema })
  ),
  /** Ends an image's run; what it found stays. */
  'proposals.stop': call<null>().with(z.object({ image: imageIdSchema })),
  'proposals.setDismissed': call<null>().with(
    z.object({ image: imageIdSchema, ids: z.array(z.string()), dismissed: z.boolean() })
  ),
  'proposals.setFilters': call<null>().with(z.object({ image: imageIdSchema, filters: poolFiltersSchema })),
  /** Puts an image's pool away; `proposals.restore` brings it back, until another takes its place or the project is closed. */
  'proposals.discard': call<null>().with(z.object({ image: imageIdSchema })),
  /** The pool that was put away, or null when there is none. */
  'proposals.restore': call<ProposalPool | null>().with(z.object({ image: imageIdSchema })),

  /** Begins to work through images in the background; only one task at a time. */
  'task.start': call<FolderTaskView>().with(taskStartSchema),
  'task.current': call<FolderTaskView | null>().with(nothing),
  /** What the current task found to disagree with the labels, image by image. */
  'task.differences': call<readonly ImageDifferences[]>().with(nothing),
  /** Somebody has decided about a difference, which is listed no longer. */
  'task.settleDifference': call<null>().with(
    z.object({ image: imageIdSchema, difference: differenceSchema })
  ),
  /** The decision is taken back: the difference is listed again, as the nth of its image. */
  'task.reopenDifference': call<null>().with(
    z.object({ image: imageIdSchema, difference: differenceSchema, at: z.int().min(0) })
  ),

  /** Asks for a dataset; null when the user cancels. */
  'import.choose': call<ChosenDataset | null>().with(z.object({ kind: z.enum(['folder', 'file']) })),
  /** Looks through a dataset without changing anything; the job's report is an `ImportPreview`. */
  'import.inspect': call<{ job: JobId }>().with(
    z.object({ token: folderTokenSchema, format: formatIdSchema.optional() })
  ),
  /** Imports a dataset as one step; the job's report is an `ImportOutcome`. Classes without a choice go by their names. */
  'import.start': call<{ job: JobId }>().with(
    z.object({
      token: folderTokenSchema,
      format: formatIdSchema,
      classMap: classMapSchema,
      onExisting: onExistingSchema,
      match: imageMatchSchema
    })
  ),
  /** A page of what an import or an inspection did not take over as it stands. */
  'import.report': call<ItemPage>().with(z.object({ job: jobIdSchema, offset: z.number().int().min(0) })),
  'import.history': call<ImportHistory>().with(nothing),
  /**
   * Takes an import back, with `later` also what was edited on its images since; without it such images refuse the
   * step ('import-edited', with their number) and nothing is changed.
   */
  'import.undo': call<ImportStepReport>().with(
    z.object({ import: z.number().int(), later: z.boolean().optional() })
  ),
  /** Does an import again, except on images that were edited since; 'import-failed' says why it cannot be. */
  'import.redo': call<ImportStepReport>().with(z.object({ import: z.number().int() })),

  /** The formats, in the order in which they are offered. */
  'export.formats': call<readonly FormatDescription[]>().with(nothing),
  /** Looks for what is better put right before an export; the job's report is a `PreflightReport`. */
  'export.preflight': call<{ job: JobId }>().with(z.object({ options: exportOptionsSchema })),
  /** What a tolerance would cost, tried on so many masks; the job's report is a `SimplifyCost`. */
  'export.simplifyCost': call<{ job: JobId }>().with(
    z.object({
      tolerance: z.number().min(0).max(100),
      sample: z.number().int().min(1).max(10_000),
      images: exportImagesSchema
    })
  ),
  'export.chooseFolder': call<ChosenFolder | null>().with(nothing),
  'export.start': call<{ job: JobId }>().with(
    z.object({ folder: folderTokenSchema, options: exportOptionsSchema })
  ),
  'export.show': call<null>().with(z.object({ job: jobIdSchema })),

  /** Refused ('bad-input') by jobs that cannot pause; `JobView.actions` says which can. */
  'jobs.pause': call<null>().with(z.object({ job: jobIdSchema })),
  'jobs.resume': call<null>().with(z.object({ job: jobIdSchema })),
  'jobs.cancel': call<null>().with(z.object({ job: jobIdSchema })),
  /** Takes a job that has ended off the list. */
  'jobs.dismiss': call<null>().with(z.object({ job: jobIdSchema }))
} as const

/** The classes and what can be undone of them. */
export interface LabelsView {
  readonly labels: readonly Label[]
  readonly history: HistoryState
}

/** What main tells the window without being asked. */
export interface Events {
  /** The window is about to close: what is under way is to be finished, and 'app.finished' called. */
  'app.closing': null
  /** A folder is to be opened: 'project.openLaunch' opens it. */
  'app.openRequested': null
  'project.changed': ProjectView | null
  'recent.changed': readonly RecentProject[]
  'images.added': readonly ImageRow[]
  'images.changed': readonly ImageRow[]
  'images.scan': ScanProgress
  'objects.changed': ObjectsChanged
  'embedding.changed': EmbeddingChange
  'engine.changed': EngineView
  'models.changed': ModelsView
  'proposals.changed': ProposalsChange
  'task.changed': FolderTaskView | null
  'job.progress': JobProgress
  'job.finished': JobFinished
  /** All jobs, after one of them changed. */
  'jobs.changed': readonly JobView[]
  'menu.command': MenuCommand
}

type Contract = typeof contract
export type CallName = keyof Contract
export type Input<N extends CallName> = z.infer<Contract[N]['input']>
export type Output<N extends CallName> = Contract[N] extends Call<z.ZodType, infer O> ? O : never
export type EventName = keyof Events

/** Sends an event to the window. */
export type Broadcast = <N extends EventName>(name: N, payload: Events[N]) => void
