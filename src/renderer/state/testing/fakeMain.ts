import type { RecordsDiff } from '@shared/history/recordsDiff'
import type { Api } from '@shared/ipc/api'
import type { CallName, EventName, Events, Input, Output } from '@shared/ipc/contract'
import { failure, success, type Result } from '@shared/ipc/result'
import type { Bootstrap, EngineView, FolderTaskView, ProjectView } from '@shared/ipc/views'
import type { Annotation } from '@shared/schema/annotation'
import type { AnnotationsDiff } from '@shared/schema/diff'
import { definedOnly } from '@shared/schema/definedOnly'
import type { FolderToken, ImageId, JobId, ResultId } from '@shared/schema/ids'
import type { ImageRow } from '@shared/schema/image'
import type { Label } from '@shared/schema/label'
import type { ModelsView } from '@shared/schema/models'
import { ProblemError, toProblem } from '@shared/schema/problem'
import type { RunId } from '@shared/schema/proposal'
import { defaultSettings, type Settings } from '@shared/schema/settings'
import { maskFromRle } from '@shared/mask/maskData'
import { FakeHistory } from './fakeHistory'
import { someFormats } from './reports'
import { fakeModels } from './fakeModels'

/** Each call's answer; an error thrown becomes a failed result. */
type Handlers = { [N in CallName]: (input: Input<N>) => Output<N> | Promise<Output<N>> }

/** The engine at rest. */
export const idleEngine: EngineView = {
  activity: 'idle',
  modelName: 'MobileSAM',
  device: 'cpu',
  capabilities: { masks: 4, refine: true, background: true, box: true },
  image: null,
  ahead: { done: 0, total: 0 },
  problem: null
}

/** A folder task that has only begun. */
export const idleTask: FolderTaskView = {
  into: null,
  kind: 'everything',
  state: 'running',
  done: 0,
  failed: 0,
  total: 1,
  current: null,
  secondsLeft: null,
  failures: [],
  problem: null
}

/** A main process in memory: it keeps edits and classes as the real one does, and says what a test makes it say. */
export class FakeMain implements Api {
  readonly calls: { readonly name: CallName; readonly input: unknown }[] = []
  images: readonly ImageRow[] = []
  settings: Settings = defaultSettings
  recent: Bootstrap['recent'] = []
  heldBack: Bootstrap['heldBack'] = null
  jobs: Bootstrap['jobs'] = []
  project: ProjectView | null = null
  platform = 'linux'
  engine: EngineView = idleEngine
  models: ModelsView = fakeModels
  /** Replaces the answer of single calls. */
  readonly overrides: Partial<Handlers> = {}
  readonly #labels: FakeHistory<Label>
  readonly #objects = new Map<ImageId, FakeHistory<Annotation>>()
  readonly #listeners = new Map<string, Set<(payload: never) => void>>()

  constructor(labels: readonly Label[] = []) {
    this.#labels = new FakeHistory(new Map(labels.map((each) => [String(each.id), each])))
  }

  async call<N extends CallName>(name: N, ...args: [input?: Input<N>]): Promise<Result<Output<N>>> {
    this.calls.push({ name, input: args[0] })
    try {
      const handler = (this.overrides[name] ?? this.#handlers[name]) as (
        input: unknown
      ) => Output<N> | Promise<Output<N>>
      return success(await handler(args[0]))
    } catch (error) {
      return failure(toProblem(error))
    }
  }

  on<N extends EventName>(name: N, listener: (payload: Events[N]) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set()
    this.#listeners.set(name, listeners.add(listener))
    return () => void listeners.delete(listener)
  }

  /** Sends an event to the window. */
  emit<N extends EventName>(name: N, payload: Events[N]): void {
    for (const listener of this.#listeners.get(name) ?? []) listener(payload as never)
  }

  /** The inputs of all calls of a name. */
  inputs<N extends CallName>(name: N): Input<N>[] {
    return this.calls.filter((call) => call.name === name).map((call) => call.input as Input<N>)
  }

  /** Puts objects on an image, outside of its history. */
  place(image: ImageId, objects: readonly Annotation[]): void {
    this.#objects.set(image, new FakeHistory(new Map(objects.map((each) => [each.id, each]))))
  }

  /** The objects of an image as they are saved. */
  saved(image: ImageId): readonly Annotation[] {
    return [...this.#of(image).records.values()]
  }

  /** What the window begins with. */
  bootstrap(): Bootstrap {
    const { settings, project, recent, heldBack, platform, engine, jobs } = this
    return {
      version: '0.1.0',
      platform,
      settings,
      systemLanguage: 'en',
      project,
      recent,
      heldBack,
      engine,
      jobs
    }
  }

  /** A project with the images and classes of the moment. */
  view(fields: Partial<ProjectView> = {}): ProjectView {
    const { labels, history } = this.#labelsView()
    return {
      name: 'photos',
      location: '/data/photos',
      storage: 'beside-images',
      labels,
      currentImage: null,
      imageCount: this.images.length,
      labelHistory: history,
      task: null,
      notices: [],
      ...fields
    }
  }

  readonly #open = (): Output<'project.chooseFolder'> => {
    this.project = this.view()
    return { kind: 'opened', project: this.project }
  }

  readonly #handlers: Handlers = {
    'app.bootstrap': () => this.bootstrap(),
    'app.unsaved': () => null,
    'app.finished': () => null,
    'app.copy': () => null,
    'app.editText': () => null,
    'settings.update': (change) => (this.settings = { ...this.settings, ...definedOnly(change) }),
    'project.openLaunch': () => null,
    'project.chooseFolder': this.#open,
    'project.openRecent': this.#open,
    'project.openSample': this.#open,
    'project.recover': this.#open,
    'project.close': () => {
      this.project = null
      return null
    },
    'project.images': () => this.images,
    'project.rescan': () => null,
    'image.open': ({ image }) => this.#openImage(image),
    'image.retry': () => null,
    'image.setView': () => null,
    'edit.commit': ({ image, name, diff }) => {
      const objects = this.#of(image)
      objects.commit(name, diff)
      return objects.state
    },
    'edit.undo': ({ image }) => this.#step(image, this.#of(image).undo()),
    'edit.redo': ({ image }) => this.#step(image, this.#of(image).redo()),
    'labels.commit': ({ name, diff }) => {
      this.#labels.commit(name, diff)
      return this.#labelsView()
    },
    'labels.undo': () => {
      this.#labels.undo()
      return this.#labelsView()
    },
    'labels.redo': () => {
      this.#labels.redo()
      return this.#labelsView()
    },
    'inference.predict': ({ image }) => ({
      resultId: 'result-1' as ResultId,
      modelId: 'mobilesam',
      scores: [0.9, 0.95, 0.8, 0.7],
      choices: [
        { index: 0, size: 'overall' },
        { index: 1, size: 'detail' },
        { index: 2, size: 'part' },
        { index: 3, size: 'whole' }
      ],
      selected: this.#mask(image, 1),
      engineMs: 40
    }),
    'inference.candidate': ({ index }) => this.#mask(null, index),
    'inference.embeddings': ({ images }) =>
      images.map((image) => ({ image, state: 'absent' as const, problem: null })),
    'inference.restart': () => null,
    'caches.sizes': () => ({
      embeddings: { files: 2, bytes: 8_400_000 },
      thumbnails: { files: 3, bytes: 31_000 }
    }),
    'caches.clear': () => ({ job: 'caches-job' as JobId }),
    'models.list': () => this.models,
    'models.inspect': () => null,
    'models.add': () => this.models,
    'models.download': () => this.models,
    'models.cancelDownload': () => this.models,
    'models.remove': () => this.models,
    'models.choose': () => this.models,
    'models.setDevice': () => this.models,
    'models.selfTest': () => this.models,
    'models.showFolder': () => null,
    'proposals.load': () => null,
    'proposals.start': () => ({ run: 'run-00001' as RunId }),
    'proposals.stop': () => null,
    'proposals.setDismissed': () => null,
    'proposals.setFilters': () => null,
    'proposals.discard': () => null,
    'proposals.restore': () => null,
    'task.start': ({ kind }) => ({ ...idleTask, kind }),
    'task.current': () => null,
    'task.differences': () => [],
    'task.settleDifference': () => null,
    'task.reopenDifference': () => null,
    'import.choose': () => null,
    'import.inspect': () => ({ job: 'import-job-1' as JobId }),
    'import.start': () => ({ job: 'import-job-2' as JobId }),
    'import.report': ({ offset }) => ({ offset, items: [], named: 0 }),
    'import.history': () => ({ undo: null, redo: null }),
    'import.undo': () => ({ images: 0, left: 0, history: { undo: null, redo: null } }),
    'import.redo': () => ({ images: 0, left: 0, history: { undo: null, redo: null } }),
    'export.formats': () => someFormats,
    'export.preflight': () => ({ job: 'export-job-2' as JobId }),
    'export.simplifyCost': () => ({ job: 'export-job-3' as JobId }),
    'export.chooseFolder': () => ({ token: 'folder-token-1' as FolderToken, location: '/data/export' }),
    'export.start': () => ({ job: 'export-job-1' as JobId }),
    'export.show': () => null,
    'jobs.pause': () => null,
    'jobs.resume': () => null,
    'jobs.cancel': () => null,
    'jobs.dismiss': () => null
  }

  /** A mask of the upper half of an image. */
  #mask(image: ImageId | null, index: number): Output<'inference.candidate'> {
    const { width, height } = this.images.find((row) => row.id === image) ?? this.images[0] ?? {}
    const size = { width: width ?? 1, height: height ?? 1 }
    const half = size.width * Math.floor(size.height / 2)
    const rle = { ...size, counts: Uint32Array.of(0, half, size.width * size.height - half) }
    return { index, mask: maskFromRle(rle), area: half }
  }

  #of(image: ImageId): FakeHistory<Annotation> {
    const objects = this.#objects.get(image) ?? new FakeHistory<Annotation>(new Map())
    this.#objects.set(image, objects)
    return objects
  }

  #openImage(id: ImageId): Output<'image.open'> {
    const image = this.images.find((row) => row.id === id)
    if (image === undefined) throw new ProblemError('image-missing', 'gone', { file: String(id) })
    const { state: history } = this.#of(id)
    return { image, annotations: this.saved(id), history, view: null, embedding: 'absent' }
  }

  #step(image: ImageId, diff: RecordsDiff<Annotation> | null): Output<'edit.undo'> {
    return diff === null ? null : { diff: diff as AnnotationsDiff, history: this.#of(image).state }
  }

  #labelsView(): Output<'labels.commit'> {
    return { labels: [...this.#labels.records.values()], history: this.#labels.state }
  }
}
