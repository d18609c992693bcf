import type { Command } from 'commander'
import type { PreflightProblem, PreflightReport } from '@shared/schema/exporting'
import type { FormatId } from '@shared/schema/formats'
import { ProblemError } from '@shared/schema/problem'
import { checkDataset, type DatasetCheck } from '../../jobs/checkDataset'
import type { TaskProgress } from '../../jobs/jobTask'
import { preflightProject } from '../../jobs/preflightProject'
import { openForReading } from '../../jobs/readingProject'
import type { Console } from '../console'
import { addSourceFormatOption } from '../exportOptions'
import { itemLines, itemSummary } from '../itemText'
import { withProgress } from '../jobProgress'
import { userDataDir } from '../userData'
import { projectGuard } from '../projectGuard'
import type { ExitCode } from '../exits'

interface Words {
  readonly format?: FormatId
  readonly json?: boolean
}

type Check = PreflightReport & Partial<Pick<DatasetCheck, 'format' | 'unread' | 'items'>>

/** Adds `maskwright check`. */
export function addCheck(program: Command, console: Console, setCode: (code: ExitCode) => void): void {
  const command = program
    .command('check')
    .description('check a project or a dataset for mistakes; exit code 1 if there are errors')
    .argument('<project-or-dataset>', 'an image folder with a project, or a dataset')
  addSourceFormatOption(command, '--format')
    .option('--json', 'print the report as JSON')
    .action(async (path: string, words: Words) => {
      const report = await withProgress(console, (signal, progress) => check(path, words, signal, progress))
      for (const line of words.json ? [JSON.stringify(report)] : summary(report)) console.out(line)
      if (hasErrors(report)) setCode(1)
    })
}

/** Checks the project of a folder if it has one; with a format, or without a project, the dataset. */
async function check(
  path: string,
  { format }: Words,
  signal: AbortSignal,
  progress: (progress: TaskProgress) => void
): Promise<Check> {
  const store = format === undefined ? await projectAt(path) : null
  if (!store) return checkDataset({ path, format: format ?? null }, signal, progress)
  try {
    return await preflightProject(store, { options: { images: 'all' } }, signal, progress)
  } finally {
    await store.close()
  }
}

async function projectAt(path: string): Promise<Awaited<ReturnType<typeof openForReading>> | null> {
  try {
    return await openForReading({ folder: path, userDataDir: userDataDir() }, projectGuard)
  } catch (error) {
    if (error instanceof ProblemError && ['not-open', 'folder-unreadable'].includes(error.kind)) return null
    throw error
  }
}

/** Whether an export would skip something, or part of a dataset could not be read. */
function hasErrors({ counts, unread = [] }: Check): boolean {
  return (
    counts.some(({ severity }) => severity === 'error') ||
    unread.some(({ action }) => action.endsWith('-left-out'))
  )
}

function summary({ images, objects, counts, problems, ...dataset }: Check): string[] {
  const { format, unread = [], items = [] } = dataset
  return [
    `${format === undefined ? '' : `${format}: `}${images} images, ${objects} objects`,
    ...counts.map(({ severity, code, count }) => `  ${severity}: ${count} × ${code}`),
    ...itemSummary(unread),
    ...problems.filter(({ severity }) => severity !== 'note').map(problemLine),
    ...itemLines(items)
  ]
}

function problemLine({ code, file, object, params }: PreflightProblem): string {
  const values = Object.entries(params).map(([name, value]) => `${name} ${value}`)
  return ['   ', file, object, code, ...values].filter(Boolean).join(' ')
}
