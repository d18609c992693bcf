import { annotationIdSchema, type ImageId } from '@shared/schema/ids'
import type { Device, ModelId } from '@shared/schema/models'
import type { TaskSettings } from '@shared/schema/task'
import { resolveEverythingParams } from '@shared/segment/validate'
import { differences } from '@shared/autoAnnotate/differences'
import { isEmptyDiff } from '@shared/history/recordsDiff'
import type { RunId } from '@shared/schema/proposal'
import { nanoid } from 'nanoid'
import type { DetectResult } from '../../engine/process/protocol'
import type { JobEngine, JobRuns } from './services'
import type { ProjectStore } from '../../store/projectStore'
import {
  detectedProposals,
  labelledBox,
  mapClasses,
  objectsDiff,
  type MappedObject
} from './autoAnnotateObjects'
import type { TaskWork } from './folderTask'

/** A detector or segmenter of the library, as the engine is asked for it. */
interface DetectorModel {
  /** Absolute. */
  readonly path: string
  readonly device: Device
}

/** Where the library's models lie. */
export interface DetectorLibrary {
  /** A model whose files were just found to be unaltered. @throws ProblemError model-missing, model-altered */
  verified(id: ModelId): Promise<DetectorModel>
}

export interface AutoAnnotateWorkOptions {
  readonly store: ProjectStore
  readonly runs: Pick<JobRuns, 'whenFree'>
  readonly inference: JobEngine
  readonly detectors: DetectorLibrary
}

type Settings = Extract<TaskSettings, { kind: 'auto-annotate' }>

/** Finds the objects of each image by a model: one undoable step, a pool of proposals, or a list of differences. */
export function autoAnnotateWork(settings: Settings, options: AutoAnnotateWorkOptions): TaskWork {
  const { store, runs, inference, detectors } = options
  let detector: DetectorModel | undefined
  const find = async (): Promise<DetectorModel> => (detector ??= await detectors.verified(settings.model))
  /** The image that comes next. */
  let next: { readonly image: ImageId; readonly result: Promise<DetectResult> } | undefined
  const detect = async (image: ImageId, signal: AbortSignal): Promise<DetectResult> => {
    const { confidence, iou, maxDetections, minSize, into, classes } = settings
    const request = {
      image,
      detector: await find(),
      outline: into !== 'differences',
      options: { confidence, iou, maxDetections, minSize, classes: classes.map(({ index }) => index) }
    }
    return inference.detect(request, signal)
  }
  return {
    async prepare() {
      await Promise.all([inference.ready(), find()])
    },
    isDone(image) {
      const { into, onObjects } = settings
      return into !== 'differences' && onObjects === 'skip' && (store.image(image)?.objects ?? 0) > 0
    },
    whenFree: () => runs.whenFree(),
    begin(image, signal) {
      const result = detect(image, signal)
      // Told when it is the image's turn, if that comes.
      result.catch(() => undefined)
      next = { image, result }
    },
    async run(image, signal) {
      const begun = next?.image === image ? next.result : undefined
      next = undefined
      const result = await (begun ?? detect(image, signal))
      const labels = new Set(store.labels().map(({ id }) => id))
      const found = mapClasses(result.objects, settings, (id) => labels.has(id))
      saveResults[settings.into](image, found, settings, options)
    }
  }
}

type Keep = (
  image: ImageId,
  found: readonly MappedObject[],
  settings: Settings,
  options: AutoAnnotateWorkOptions
) => void

const saveResults: Readonly<Record<Settings['into'], Keep>> = {
  objects(image, found, { onObjects, model }, { store }) {
    const newId = () => annotationIdSchema.parse(nanoid())
    const diff = objectsDiff(store.annotations(image), found, onObjects, model, newId)
    if (isEmptyDiff(diff)) return
    store.commit(image, 'auto-annotate', diff, 'job')
  },
  pool(image, found, { model }, { store, inference }) {
    const modelId = `${model}, ${inference.modelId}`
    const made = { modelId, strategy: 'fast', params: resolveEverythingParams({}) } as const
    const proposals = detectedProposals(found)
    const counts = { decodes: proposals.length, skipped: 0, total: proposals.length }
    const delivery = { added: proposals, removed: [], ...counts, state: 'complete', problem: null } as const
    store.proposals.begin(image, made, { run: nanoid<RunId>(), ...delivery })
  },
  differences(image, found, { classes }, { store }) {
    const known = new Set(classes.map(({ labelId }) => labelId))
    const objects = store.annotations(image).flatMap(labelledBox)
    const seen = found.map(({ labelId, box, score }) => ({ labelId, box, score }))
    store.tasks.keepResult(image, differences(objects, seen, known))
  }
}
