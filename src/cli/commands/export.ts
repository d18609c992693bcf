import { Option, type Command } from 'commander'
import type { ExportOptions } from '@shared/schema/exporting'
import type { FormatId } from '@shared/schema/formats'
import { taskDoer } from '../../jobs/doTask'
import type { Console } from '../console'
import { addExportOptions, addFormatOption, parseExportOptions, type ExportWords } from '../exportOptions'
import { exportSummary } from '../exportSummary'
import { withProgress } from '../jobProgress'
import { userDataDir } from '../userData'
import { projectGuard } from '../projectGuard'
import type { ExitCode } from '../exits'

interface Words extends ExportWords {
  readonly format: FormatId
  readonly only: 'all' | 'labelled'
  readonly json?: boolean
}

const doGuardedTask = taskDoer(projectGuard)

/** Adds `maskwright export`. */
export function addExport(program: Command, console: Console, setCode: (code: ExitCode) => void): void {
  const command = program
    .command('export')
    .description('export the objects of a project as a dataset')
    .argument('<project-or-folder>', 'the image folder, or its .maskwright/project.db')
  addExportOptions(addFormatOption(command, '--format'))
    .addOption(new Option('--only <which>', 'images to export').choices(['all', 'labelled']).default('all'))
    .option('--json', 'print the report as JSON')
    .action(async (project: string, words: Words) => {
      const options: ExportOptions = { ...parseExportOptions(words.format, words), images: words.only }
      const task = {
        of: 'export',
        project: { folder: project, userDataDir: userDataDir() },
        destination: words.out,
        options
      } as const
      const report = await withProgress(console, (signal, progress) =>
        doGuardedTask<'export'>(task, signal, { progress, deliver: () => Promise.resolve() })
      )
      for (const line of words.json ? [JSON.stringify(report)] : exportSummary(report)) console.out(line)
      if (report.lost > 0) setCode(1)
    })
}
