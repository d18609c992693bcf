import type { Size } from '@shared/geometry/spaces'
import type { PreflightReport } from '@shared/schema/exporting'
import type { ImageRow } from '@shared/schema/image'
import { CooperativeYielder } from '../formats/cooperativeYielder'
import { problemOf } from '../engine/engineProblem'
import type { ProjectStore } from '../store/projectStore'
import { ObjectChecks } from './checkObjects'
import { chosenImages } from './chosenImages'
import { measuredSize } from './exportProject'
import type { PreflightTask, TaskProgress } from './jobTask'
import { PreflightLog } from './preflightLog'

/** Looks through what an export would write for what is better put right before. @throws ProblemError 'cancelled' */
export async function preflightProject(
  store: ProjectStore,
  { options }: { readonly options: Pick<PreflightTask['options'], 'images'> },
  signal: AbortSignal,
  progress: (progress: TaskProgress) => void
): Promise<PreflightReport> {
  const log = new PreflightLog()
  const pacer = new CooperativeYielder(signal)
  const checks = new ObjectChecks(new Map(store.labels().map((label) => [label.id, label])), log)
  const rows = chosenImages(store.images(), options.images)
  let objects = 0
  for (const [done, row] of rows.entries()) {
    await pacer.breathe()
    if (done % 20 === 0) progress({ phase: 'checking', done, total: rows.length })
    objects += row.objects
    const where = { image: row.id, file: row.path }
    const size = await readableSize(store, row)
    if ('reason' in size) log.add('image-unreadable', { ...where, params: size })
    else if (row.objects === 0) log.add('image-unlabelled', where)
    else checks.check({ id: row.id, path: row.path, ...size }, store.annotations(row.id))
  }
  checks.end()
  if (rows.length === 0) log.add('nothing-to-export')
  return { images: rows.length, objects, ...log.report() }
}

/** The pixels of an image whose file is there, or what is the matter with it. */
async function readableSize(store: ProjectStore, row: ImageRow): Promise<Size | { readonly reason: string }> {
  if (row.problem) return { reason: row.problem.message }
  try {
    await store.resolveImage(row.id)
    return await measuredSize(store, row)
  } catch (error) {
    return { reason: problemOf(error).message }
  }
}
