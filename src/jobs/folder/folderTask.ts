import type { FolderTaskView } from '@shared/ipc/views'
import type { ImageId } from '@shared/schema/ids'
import { ProblemError, toProblem, type Problem, type ProblemKind } from '@shared/schema/problem'
import type { TaskSettings, TaskStart } from '@shared/schema/task'
import { yieldToEventLoop } from '../../store/yieldToEventLoop'
import type { ProjectStore } from '../../store/projectStore'
import { MAX_REPORTED_FAILURES, type StoredTask, type TaskStep } from '../../store/tasks'
import { untilAborted } from '../../rpc/untilAborted'

/** The mean of the last values. */
class MovingMean {
  private readonly values: number[] = []

  constructor(private readonly most: number) {}

  add(value: number): void {
    this.values.push(value)
    if (this.values.length > this.most) this.values.shift()
  }

  /** Null before the first value. */
  get mean(): number | null {
    const { values } = this
    return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
  }
}

export interface FolderTaskOptions {
  readonly store: ProjectStore
  readonly workOf: (settings: TaskSettings) => TaskWork
  readonly changed: (view: FolderTaskView | null) => void
  /** Told when images begin or cease to be worked on. */
  readonly working: (working: boolean) => void
}

/** Images that the time left is estimated by. */
const meanOf = 20

/** What no image is to blame for: the task waits until the user has done something about it. */
const TASK_LEVEL_PROBLEMS: readonly ProblemKind[] = [
  'disk-full',
  'save-failed',
  'engine-unavailable',
  'model-missing',
  'model-altered'
]

/**
 * The folder task of one project: works through its images one at a time, and goes on where it was after a restart.
 * What is done is in the project before the next image begins.
 */
export class FolderTask {
  private task: StoredTask | null
  private current: ImageId | null = null
  private problem: Problem | null = null
  private abort: AbortController | null = null
  /** Never rejects. */
  private ended: Promise<void> = Promise.resolve()
  private seconds = new MovingMean(meanOf)

  constructor(private readonly options: FolderTaskOptions) {
    this.task = options.store.tasks.current()
  }

  view(): FolderTaskView | null {
    const { task, current, problem } = this
    if (!task) return null
    const { settings, state, done, failed, total, failures } = task
    return {
      kind: settings.kind,
      into: settings.kind === 'auto-annotate' ? settings.into : null,
      state,
      done,
      failed,
      total,
      current,
      secondsLeft: this.secondsLeft,
      failures,
      problem
    }
  }

  /** Goes on where the application was closed, if the task was not paused. */
  begin(): void {
    if (this.task?.state === 'running') this.work(this.task)
  }

  /**
   * Begins a task in place of the last one.
   * @throws ProblemError 'task-running' while another goes on or is paused, and what keeps the work from beginning
   */
  async start({ images, ...settings }: TaskStart): Promise<FolderTaskView> {
    this.refuseSecond()
    const { store, workOf } = this.options
    const work = workOf(settings)
    await work.prepare()
    const listed = store.images().map(({ id }) => id)
    const chosen = new Set(images === 'all' ? listed : images)
    const wanted = listed.filter((id) => chosen.has(id))
    const left: ImageId[] = []
    for (const [i, image] of wanted.entries()) {
      if (i % 500 === 0) await yieldToEventLoop()
      if (!work.isDone(image)) left.push(image)
    }
    this.refuseSecond()
    store.tasks.begin(settings, left)
    this.task = store.tasks.current()
    this.problem = null
    this.seconds = new MovingMean(meanOf)
    this.begin()
    const view = this.view()
    if (!view) throw new ProblemError('internal', 'The task was not kept', { reason: 'no task' })
    return view
  }

  /** Interrupts the image under way, which is done again later. */
  async pause(): Promise<void> {
    if (this.task?.state !== 'running') return
    this.keep('paused')
    await this.interrupt()
    this.tell()
  }

  resume(): void {
    if (this.task?.state !== 'paused') return
    this.problem = null
    this.keep('running')
    this.begin()
    this.tell()
  }

  /** Ends the task; what is done stays done. */
  async cancel(): Promise<void> {
    if (!this.isUnderWay) return
    this.keep('cancelled')
    await this.interrupt()
    this.tell()
  }

  /** Forgets a task that has ended. */
  dismiss(): void {
    if (!this.task || this.isUnderWay) return
    this.options.store.tasks.dismiss()
    this.task = null
    this.tell()
  }

  /** The project is closed: the task goes on when it is opened again. */
  async dispose(): Promise<void> {
    await this.interrupt()
  }

  private get isUnderWay(): boolean {
    return this.task?.state === 'running' || this.task?.state === 'paused'
  }

  private get secondsLeft(): number | null {
    const { task } = this
    const { mean } = this.seconds
    if (task?.state !== 'running' || mean === null) return null
    return Math.ceil(mean * (task.total - task.done - task.failed))
  }

  private refuseSecond(): void {
    if (this.isUnderWay) throw new ProblemError('task-running', 'Another task is under way', {})
  }

  private work(task: StoredTask): void {
    const abort = new AbortController()
    this.abort = abort
    // One that was interrupted a moment ago has to be out of the way first.
    this.ended = this.ended.then(() => this.loop(this.options.workOf(task.settings), abort.signal))
  }

  private async interrupt(): Promise<void> {
    this.abort?.abort(new ProblemError('cancelled', 'The task was interrupted', {}))
    await this.ended
  }

  private async loop(work: TaskWork, signal: AbortSignal): Promise<void> {
    const { store, working } = this.options
    // Whoever began the task has its answer before the first event arrives.
    await yieldToEventLoop()
    if (signal.aborted) return
    working(true)
    try {
      await untilAborted(work.prepare(), signal)
      for (let step = store.tasks.next(); step; step = store.tasks.next()) {
        await this.doImage(work, step, signal)
        signal.throwIfAborted()
      }
      this.keep('finished')
    } catch (error) {
      if (error !== signal.reason) this.pauseWithProblem(toProblem(error))
    } finally {
      this.current = null
      working(false)
      this.tell()
    }
  }

  /** Rejects with what no image is to blame for, and with the signal's reason. */
  private async doImage(work: TaskWork, step: TaskStep, signal: AbortSignal): Promise<void> {
    await untilAborted(work.whenFree(), signal)
    this.current = step.image
    this.tell()
    const start = performance.now()
    try {
      if (!work.isDone(step.image)) {
        const next = this.nextAfter(step, work)
        const running = work.run(step.image, signal)
        if (next !== null) work.begin?.(next, signal)
        await running
        this.seconds.add((performance.now() - start) / 1000)
      }
      this.settle(step, null)
    } catch (error) {
      signal.throwIfAborted()
      const problem = toProblem(error)
      if (problem.kind === 'superseded') return
      // Whoever ends the image's work does not want it done again.
      if (problem.kind === 'cancelled') this.settle(step, null)
      else if (TASK_LEVEL_PROBLEMS.includes(problem.kind)) throw error
      else this.settle(step, problem)
    }
  }

  /** What can be begun already: one image and no more, so that memory holds two at most. */
  private nextAfter(step: TaskStep, work: TaskWork): ImageId | null {
    const next = work.begin ? this.options.store.tasks.next(step) : null
    return next && !work.isDone(next.image) ? next.image : null
  }

  /** Waits for the user. The project may be what cannot be written, so that it is not told; it goes on after a restart. */
  private pauseWithProblem(problem: Problem): void {
    this.problem = problem
    if (this.task) this.task = { ...this.task, state: 'paused' }
  }

  private settle(step: TaskStep, problem: Problem | null): void {
    const { task } = this
    this.options.store.tasks.settle(step, problem)
    if (!task) return
    if (problem === null) this.task = { ...task, done: task.done + 1 }
    else {
      const failures = [...task.failures, { image: step.image, problem }].slice(0, MAX_REPORTED_FAILURES)
      this.task = { ...task, failed: task.failed + 1, failures }
    }
  }

  private keep(state: StoredTask['state']): void {
    this.options.store.tasks.setState(state)
    if (this.task) this.task = { ...this.task, state }
  }

  private tell(): void {
    this.options.changed(this.view())
  }
}

/** What a folder task does with each image. */
export interface TaskWork {
  /** Resolves when `isDone` can tell. @throws ProblemError when the work cannot begin */
  prepare(): Promise<void>
  /** Whether an image needs nothing done any more. */
  isDone(image: ImageId): boolean
  /** Resolves when nothing that the user waits for is in the way. */
  whenFree(): Promise<void>
  /** Begins the image that comes next beside the one that is done now, where the work gains by it. Does not throw. */
  begin?(image: ImageId, signal: AbortSignal): void
  /**
   * Does an image. Rejects with the signal's reason when that is aborted, with 'superseded' when it was interrupted
   * and is to be done again, with 'cancelled' when the user has ended it, and otherwise with what is wrong.
   */
  run(image: ImageId, signal: AbortSignal): Promise<void>
}
