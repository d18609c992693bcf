import { countsToString } from '@shared/mask/rleString'
import type { EmbeddingState } from '@shared/schema/image'
import type { ImageId, ResultId } from '@shared/schema/ids'
import type { Prompt } from '@shared/schema/prompt'
import { ProblemError, toProblem, type Problem } from '@shared/schema/problem'
import type {
  CandidateMask as CandidateView,
  EmbeddingChange,
  EngineView,
  Prediction
} from '@shared/ipc/views'
import { EngineHost, type HostOptions, type StartEngine } from './engineHost'
import { engineProblem } from '../../engine/engineProblem'
import { warningProblem } from './warningProblem'
import { segmentEverything, type SegmentationUpdate } from './segmentationClient'
import type { DetectRequest, EverythingRequest } from '../../jobs/folder/services'
import { untilAborted } from '../../rpc/untilAborted'
import type {
  DetectResult,
  EngineEvent,
  InitParams,
  InitResult,
  OpenImageResult
} from '../../engine/process/protocol'
import type { ImageRef } from '../../engine/embeddings/embeddingTypes'
import type { CandidateMask } from '../../engine/prompt/promptTypes'

/** Where the images' files are; main resolves ids, so that no path comes from the window. */
export type ResolveImage = (image: ImageId) => Promise<string>

/** What the service reports to the window. */
export interface InferenceListener {
  engine(view: EngineView): void
  /** A model is loaded; what the user should know although it runs. */
  ready?(info: InitResult): Problem | null
  embedding(change: EmbeddingChange): void
}

export interface PredictRequest {
  readonly image: ImageId
  readonly stream: string
  readonly prompt: Prompt
  readonly previous: { readonly result: ResultId; readonly index: number } | null
}

const notOpen: ResolveImage = () => Promise.reject(new ProblemError('not-open', 'No project is open', {}))

const initialView: EngineView = {
  activity: 'starting',
  modelName: null,
  device: null,
  capabilities: null,
  image: null,
  ahead: { done: 0, total: 0 },
  problem: null
}

/**
 * SAM for the images of the open project: translates ids to files and engine results to what the window shows, and
 * brings a restarted engine back to where the old one was.
 */
export class InferenceService {
  private view: EngineView = initialView
  private loadedModel = ''
  private resolveImage: ResolveImage = notOpen
  private current: ImageId | null = null
  private ahead: readonly ImageId[] = []
  private aheadHeld = false
  private readonly host: EngineHost
  /** How often the engine ended while it was encoding an image. */
  private readonly deaths = new Map<string, number>()
  private readonly embeddingStates = new Map<string, EmbeddingState>()
  /** Distinguishes the images of one project from those of the next. */
  private projectKey = ''

  constructor(
    start: StartEngine,
    initParams: () => InitParams,
    private readonly listener: InferenceListener,
    options?: HostOptions
  ) {
    this.host = new EngineHost(
      start,
      initParams,
      {
        event: (event) => this.onEvent(event),
        state: (state, info, problem) => {
          if (state === 'ready') this.onReady(info)
          else if (state === 'failed') this.onFailed(problem)
          else this.onStarting(problem)
        }
      },
      options
    )
  }

  /** Begins to load the model, so that it is there when the first image is opened. */
  start(): void {
    this.host.start()
  }

  /** The engine's state as the window shows it. */
  engine(): EngineView {
    return this.view
  }

  /** The images from now on belong to this project. */
  useProject(key: string, resolve: ResolveImage): void {
    this.projectKey = key
    this.embeddingStates.clear()
    this.deaths.clear()
    this.resolveImage = resolve
    this.current = null
    this.setAhead([])
  }

  /** No project is open any more: nothing is encoded ahead. */
  leaveProject(): void {
    this.useProject('', notOpen)
  }

  /** Encodes the image unless its embedding is at hand; it comes before all others. */
  async openImage(image: ImageId): Promise<OpenImageResult> {
    this.current = image
    return this.host.call('openImage', await this.ref(image))
  }

  /** The images to encode while nothing else is to do, in this order. */
  setAhead(images: readonly ImageId[]): void {
    this.ahead = images
    void this.sendAhead().catch((error: unknown) => this.update({ problem: toProblem(error) }))
  }

  /** While it is held, nothing is encoded ahead: something else needs the processor. */
  pausePrefetch(held: boolean): void {
    if (this.aheadHeld === held) return
    this.aheadHeld = held
    this.setAhead(this.ahead)
  }

  /** The model that answers; empty until the engine has loaded it. */
  get modelId(): string {
    return this.loadedModel
  }

  /** Resolves when the model is loaded. */
  async ready(): Promise<void> {
    await this.host.call('ping', undefined)
  }

  /** Segments everything in an image; see `segmentEverything`. */
  async everything(
    { image, ...request }: EverythingRequest,
    signal: AbortSignal,
    onNews: (news: SegmentationUpdate) => void
  ): Promise<void> {
    const ref = await this.ref(image)
    return segmentEverything(this.host.call, ref, request, signal, onNews)
  }

  /**
   * Finds the objects of an image, and outlines them if that is asked for. Rejects with the signal's reason as soon as
   * that is aborted.
   * @throws ProblemError image-*, model-*, superseded, engine-*
   */
  async detect({ image, ...request }: DetectRequest, signal: AbortSignal): Promise<DetectResult> {
    const ref = await this.ref(image)
    signal.throwIfAborted()
    const { detector, outline, options } = request
    const found = this.host.call('detect', { ...ref, ...options, detector, outline }, { signal })
    return untilAborted(found, signal)
  }

  /** Asks SAM. Rejects with 'superseded' when a newer prompt of the stream came meanwhile. */
  async predict(request: PredictRequest): Promise<Prediction> {
    const ref = await this.ref(request.image)
    const { points, box } = request.prompt
    const result = await this.host.call('predict', {
      ...ref,
      stream: request.stream,
      prompt: {
        points,
        box: box ?? undefined,
        previous: request.previous
          ? { resultId: request.previous.result, index: request.previous.index }
          : undefined
      }
    })
    return {
      resultId: result.resultId as ResultId,
      modelId: this.loadedModel,
      scores: result.scores,
      choices: result.choices,
      selected: toView(result.mask),
      engineMs: result.timings.total_ms
    }
  }

  /** Another of the masks of a recent prediction. */
  async candidate(result: ResultId, index: number): Promise<CandidateView> {
    return toView(await this.host.call('candidate', { resultId: result, index }))
  }

  /** Files of the disk cache were deleted. An engine that does not run looks at the folder when it starts. */
  async cacheCleared(): Promise<void> {
    if (this.view.activity === 'failed') return
    await this.host.call('cacheCleared', undefined)
  }

  /** Which embeddings are at hand. */
  async embeddings(images: readonly ImageId[]): Promise<EmbeddingChange[]> {
    const refs = await Promise.all(images.map((image) => this.ref(image).catch(() => null)))
    const known = refs.filter((ref) => ref !== null)
    const states = await this.host.call('embeddingStates', { images: known })
    return images.map((image) => ({ image, state: states[this.key(image)] ?? 'absent', problem: null }))
  }

  /** The same from what was reported so far, without asking the engine. */
  knownEmbedding(image: ImageId): EmbeddingState {
    return this.embeddingStates.get(this.key(image)) ?? 'absent'
  }

  /** Starts the engine anew at the user's request. */
  restart(): void {
    this.update({ problem: null })
    this.host.restart()
  }

  dispose(): Promise<void> {
    return this.host.dispose()
  }

  private key(image: ImageId): string {
    return `${this.projectKey}:${image}`
  }

  private imageOf(key: string): ImageId | null {
    const [project, id] = [key.slice(0, key.lastIndexOf(':')), key.slice(key.lastIndexOf(':') + 1)]
    return project === this.projectKey ? (Number(id) as ImageId) : null
  }

  private async ref(image: ImageId): Promise<ImageRef> {
    this.refuseFatal(image)
    return { imageKey: this.key(image), path: await this.resolveImage(image) }
  }

  private async sendAhead(): Promise<void> {
    const images = this.ahead
    const held = this.aheadHeld
    const wanted = held ? [] : images.filter((image) => !this.deaths.has(this.key(image)))
    const refs = await Promise.all(wanted.map((image) => this.ref(image).catch(() => null)))
    // The list may have changed while the files were looked up.
    if (images === this.ahead && held === this.aheadHeld)
      await this.host.call('setAhead', { images: refs.filter((ref) => ref !== null) })
  }

  private onReady(info: InitResult | null): void {
    const before = this.loadedModel
    this.loadedModel = info?.modelId ?? ''
    if (before !== '' && before !== this.loadedModel) this.forgetEmbeddings()
    // It runs: the problem is over, and when the same one comes again it is a new one, which the user is told.
    this.update({
      activity: 'idle',
      modelName: info?.modelName ?? null,
      device: info?.device ?? null,
      capabilities: info?.capabilities ?? null,
      problem: (info && this.listener.ready?.(info)) ?? null
    })
    // What it died of is repeated once by the host, and not by us as well.
    if (this.current !== null && !this.deaths.has(this.key(this.current)))
      void this.openImage(this.current).catch(() => undefined)
    if (this.ahead.length > 0) this.setAhead(this.ahead)
  }

  /** Embeddings of another model are of no use; the window is told which ones the new model has. */
  private forgetEmbeddings(): void {
    const images = [...this.embeddingStates.keys()].map((key) => this.imageOf(key))
    this.embeddingStates.clear()
    const tell = (changes: readonly EmbeddingChange[]): void => {
      for (const change of changes) {
        // What happened meanwhile is newer.
        if (!this.embeddingStates.has(this.key(change.image))) this.listener.embedding(change)
      }
    }
    this.embeddings(images.filter((image) => image !== null)).then(tell, () => undefined)
  }

  /** The user asks for another try of an image that ended the engine. */
  forgive(image: ImageId): void {
    this.deaths.delete(this.key(image))
  }

  /** @throws ProblemError image-decoding-failed */
  private refuseFatal(image: ImageId): void {
    if ((this.deaths.get(this.key(image)) ?? 0) >= FATAL) throw fatal(image)
  }

  /**
   * The engine ended: what it was encoding may be why. Once, and the image is not encoded ahead any more; twice, and it
   * is named, and not tried again.
   */
  private noteDeath(): void {
    const { activity, image } = this.view
    if (image === null || (activity !== 'encoding' && activity !== 'encoding-ahead')) return
    const deaths = (this.deaths.get(this.key(image)) ?? 0) + 1
    this.deaths.set(this.key(image), deaths)
    if (deaths === FATAL) this.onEmbedding(this.key(image), 'failed', toProblem(fatal(image)))
  }

  private onStarting(problem: Problem | null): void {
    if (problem) this.noteDeath()
    this.update({
      activity: problem ? 'restarting' : 'starting',
      problem: problem ?? this.view.problem
    })
  }

  private onFailed(problem: Problem | null): void {
    this.update({ activity: 'failed', problem })
  }

  private onEvent(event: EngineEvent): void {
    switch (event.name) {
      case 'embedding':
        this.onEmbedding(event.imageKey, event.state, event.error ? engineProblem(event.error) : null)
        return
      case 'activity':
        this.update({ activity: event.state, image: event.imageKey ? this.imageOf(event.imageKey) : null })
        return
      case 'ahead':
        this.update({ ahead: { done: event.done, total: event.total } })
        return
      case 'warning':
        this.update({ problem: warningProblem(event.warning) })
        return
    }
  }

  private onEmbedding(key: string, state: EmbeddingState, problem: Problem | null): void {
    this.embeddingStates.set(key, state)
    const image = this.imageOf(key)
    if (image !== null) this.listener.embedding({ image, state, problem })
  }

  private update(change: Partial<EngineView>): void {
    this.view = { ...this.view, ...change }
    this.listener.engine(this.view)
  }
}

/** An image during whose encoding the engine ended so often is not given to it any more. */
const FATAL = 2

function fatal(image: ImageId): ProblemError {
  const message = `The engine stopped ${FATAL} times while it was decoding image ${image}`
  return new ProblemError('image-decoding-failed', message, {
    file: String(image),
    reason: 'decoder-crashed'
  })
}

function toView(mask: CandidateMask): CandidateView {
  const { index, area, width, height, counts } = mask
  return { index, area, mask: { width, height, counts: countsToString(counts) } }
}
