import cliProgress from 'cli-progress'
import { Option, type Command } from 'commander'
import type { ExportReport } from '@shared/schema/export'
import { formatIdSchema, type FormatId } from '@shared/schema/formats'
import { doTask } from '../../main/jobs/doTask'
import type { Console } from '../console'
import { interruptible } from '../interruption'
import { parseInteger, parseSplit } from '../parse'
import { userDataDir } from '../paths'

interface ExportCommandOptions {
  readonly format: FormatId
  readonly out: string
  readonly rle?: boolean
  readonly images: 'all' | 'labelled'
  readonly split?: string
  readonly seed: string
  readonly copyImages?: boolean
}

/** Adds `maskwright export`. */
export function addExport(program: Command, console: Console): void {
  program
    .command('export')
    .description('write the objects of a project as a dataset')
    .argument('<project-or-folder>', 'the folder of images, or its .maskwright/project.db')
    .addOption(
      new Option('--format <format>', 'what to write').choices(formatIdSchema.options).makeOptionMandatory()
    )
    .requiredOption('--out <folder>', 'where the dataset becomes a new folder')
    .option('--rle', 'COCO: every shape as RLE, not only those that polygons cannot carry')
    .addOption(new Option('--images <which>', 'which images').choices(['all', 'labelled']).default('all'))
    .option('--split <train,val,test>', 'shares of the images, such as 0.8,0.1,0.1')
    .option('--seed <number>', 'seed of the split', '0')
    .option('--copy-images', 'copy the images too')
    .action((project: string, options: ExportCommandOptions) => runExport(project, options, console))
}

async function runExport(project: string, options: ExportCommandOptions, console: Console): Promise<void> {
  const seed = parseInteger('--seed', options.seed)
  const task = {
    of: 'export',
    project: { folder: project, userDataDir: userDataDir() },
    destination: options.out,
    options: {
      format: options.format,
      rle: options.rle ?? false,
      masks: 'instances',
      tolerance: 0,
      images: options.images,
      split:
        options.split === undefined
          ? null
          : { by: 'ratio' as const, together: 'nothing' as const, ...parseSplit(options.split, seed) },
      imageFiles: options.copyImages ? 'copy' : 'none'
    }
  } as const
  const bar = console.interactive
    ? new cliProgress.SingleBar({
        format: '{phase} {bar} {value}/{total}',
        clearOnComplete: true,
        stream: process.stderr
      })
    : null
  bar?.start(1, 0, { phase: '' })
  try {
    const report = await interruptible((signal) =>
      doTask<'export'>(task, signal, {
        progress: ({ phase, done, total }) => {
          bar?.setTotal(total)
          bar?.update(done, { phase })
        },
        deliver: () => Promise.resolve()
      })
    )
    bar?.stop()
    for (const line of summary(report)) console.out(line)
  } finally {
    bar?.stop()
  }
}

function summary(report: ExportReport): string[] {
  return [
    report.destination,
    `  ${report.images} images, ${report.objects} objects, ${report.files.length} files, ${report.seconds.toFixed(1)} s`,
    `  self-check: ${report.lost} lost, IoU mean ${report.iouMean.toFixed(4)}, least ${report.iouMin.toFixed(4)}`,
    ...report.notes.map(({ message }) => `  note: ${message}`)
  ]
}
