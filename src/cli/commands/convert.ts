import type { Command } from 'commander'
import type { FormatId } from '@shared/schema/formats'
import { convertDataset } from '../../jobs/convertDataset'
import type { Console } from '../console'
import {
  addExportOptions,
  addFormatOption,
  addSourceFormatOption,
  parseExportOptions,
  type ExportWords
} from '../exportOptions'
import { exportSummary } from '../exportSummary'
import { itemLines, itemSummary } from '../itemText'
import { withProgress } from '../jobProgress'
import type { ExitCode } from '../exits'

interface Words extends ExportWords {
  readonly from?: FormatId
  readonly to: FormatId
  readonly json?: boolean
}

/** Adds `maskwright convert`. */
export function addConvert(program: Command, console: Console, setCode: (code: ExitCode) => void): void {
  const command = program
    .command('convert')
    .description('convert a dataset to another format, without a project')
    .argument('<folder-or-file>', 'the dataset')
  addExportOptions(addSourceFormatOption(addFormatOption(command, '--to'), '--from'))
    .option('--json', 'print the report as JSON')
    .action(async (path: string, words: Words) => {
      const task = {
        path,
        from: words.from ?? null,
        options: parseExportOptions(words.to, words),
        destination: words.out
      }
      const report = await withProgress(console, (signal, progress) => convertDataset(task, signal, progress))
      const lines = words.json
        ? [JSON.stringify(report)]
        : [...exportSummary(report), ...itemSummary(report.counts), ...itemLines(report.items)]
      for (const line of lines) console.out(line)
      if (report.lost > 0) setCode(1)
    })
}
