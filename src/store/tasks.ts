import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { differenceSchema, type Difference } from '@shared/autoAnnotate/differences'
import { imageIdSchema, type ImageId } from '@shared/schema/ids'
import { problemSchema, toProblem, type Problem } from '@shared/schema/problem'
import { taskSettingsSchema, taskStateSchema, type TaskSettings, type TaskState } from '@shared/schema/task'
import type { ImageDifferences, TaskFailure } from '@shared/ipc/views'
import { column } from './database/rowValues'
import type { Sqlite, SqlRow } from './database/sqlite'

const jsonText = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    context.addIssue({ code: 'custom', message: 'It is no JSON' })
    return z.NEVER
  }
})

/** A folder task as it is kept. */
export interface StoredTask {
  readonly settings: TaskSettings
  readonly state: TaskState
  readonly done: number
  readonly failed: number
  readonly total: number
  /** The first of those that failed. */
  readonly failures: readonly TaskFailure[]
}

/** A row of the table of tasks. */
const taskSchema = z.object({ state: taskStateSchema, settings: jsonText.pipe(taskSettingsSchema) })

/** What a task found in an image. */
const resultSchema = jsonText.pipe(z.array(differenceSchema))

/** One image of a task. */
export interface TaskStep {
  readonly row: number
  readonly image: ImageId
}

/** How many failures are told one by one. */
export const MAX_REPORTED_FAILURES = 100

/** The project's folder task, the only one, with the images it works through. Every call is one transaction. */
export class TaskStore {
  constructor(private readonly db: Sqlite) {}

  /** The task that is under way, or was the last one; null for none, and for one that cannot be understood. */
  current(): StoredTask | null {
    const row = this.db.get('SELECT * FROM tasks')
    const task = row && taskSchema.safeParse(row).data
    return task ? { ...task, ...this.#counts(), failures: this.#failures() } : null
  }

  /** Begins a task in place of the last one. */
  begin(settings: TaskSettings, images: readonly ImageId[]): void {
    this.db.transaction(() => {
      this.db.run('DELETE FROM tasks')
      this.db.run(
        `INSERT INTO tasks (id, state, settings) VALUES (1, 'running', ?)`,
        JSON.stringify(settings)
      )
      for (const image of images) {
        this.db.run(`INSERT INTO task_images (task, image, state) VALUES (1, ?, 'waiting')`, image)
      }
    })
  }

  setState(state: TaskState): void {
    this.db.run('UPDATE tasks SET state = ?', state)
  }

  /** The image that is next, or next after another one; null when none is left. */
  next(after?: Pick<TaskStep, 'row'>): TaskStep | null {
    const row = this.db.get(
      `SELECT row, image FROM task_images WHERE task = 1 AND state = 'waiting' AND row > ? ORDER BY row LIMIT 1`,
      after?.row ?? 0
    )
    if (row === undefined) return null
    const [step, image] = [column.number(row, 'row'), imageIdSchema.safeParse(row['image']).data]
    return image === undefined ? this.next({ row: step }) : { row: step, image }
  }

  /** An image is done, or failed with a problem. */
  settle({ row }: TaskStep, problem: Problem | null): void {
    this.db.run(
      'UPDATE task_images SET state = ?, problem = ? WHERE row = ?',
      problem === null ? 'done' : 'failed',
      problem === null ? null : JSON.stringify(problem),
      row
    )
  }

  /** Keeps what the task found in an image. */
  keepResult(image: ImageId, differences: readonly Difference[]): void {
    this.db.run('UPDATE task_images SET result = ? WHERE image = ?', JSON.stringify(differences), image)
  }

  /** What the task found, of the images that have any of it; what cannot be understood is left out. */
  results(): ImageDifferences[] {
    const sql = `SELECT image, result FROM task_images WHERE result IS NOT NULL AND result <> '[]' ORDER BY row`
    return this.db.all(sql).flatMap((row) => {
      const differences = resultSchema.safeParse(row['result']).data
      const image = imageIdSchema.safeParse(row['image']).data
      return differences && image !== undefined ? [{ image, differences }] : []
    })
  }

  /** A difference of an image is listed no longer. */
  settleDifference(image: ImageId, settled: Difference): void {
    const found = this.#differences(image)
    const at = found.findIndex((each) => isDeepStrictEqual(each, settled))
    if (at >= 0) this.keepResult(image, found.toSpliced(at, 1))
  }

  /** A difference that was settled is listed again, before the one that is the nth of its image now. */
  reopenDifference(image: ImageId, settled: Difference, at: number): void {
    const found = this.#differences(image)
    if (found.some((each) => isDeepStrictEqual(each, settled))) return
    this.keepResult(image, found.toSpliced(at, 0, settled))
  }

  /** Forgets the task. */
  dismiss(): void {
    this.db.run('DELETE FROM tasks')
  }

  #differences(image: ImageId): readonly Difference[] {
    const row = this.db.get('SELECT result FROM task_images WHERE image = ?', image)
    return resultSchema.safeParse(row?.['result']).data ?? []
  }

  #counts(): { done: number; failed: number; total: number } {
    const rows = this.db.all('SELECT state, count(*) AS n FROM task_images WHERE task = 1 GROUP BY state')
    const of = new Map(rows.map((row) => [row['state'], column.number(row, 'n')]))
    const done = of.get('done') ?? 0
    const failed = of.get('failed') ?? 0
    return { done, failed, total: done + failed + (of.get('waiting') ?? 0) }
  }

  #failures(): TaskFailure[] {
    const sql = `SELECT image, problem FROM task_images WHERE task = 1 AND state = 'failed' ORDER BY row LIMIT ?`
    return this.db.all(sql, MAX_REPORTED_FAILURES).flatMap((row) => {
      const image = imageIdSchema.safeParse(row['image']).data
      return image === undefined ? [] : [{ image, problem: readProblem(row) }]
    })
  }
}

function readProblem(row: SqlRow): Problem {
  try {
    return problemSchema.parse(JSON.parse(column.text(row, 'problem')))
  } catch (error) {
    return toProblem(error)
  }
}
