import { Option, type Command } from 'commander'
import type { FormatId } from '@shared/schema/formats'
import {
  imageMatchSchema,
  onExistingSchema,
  type ImageMatch,
  type ImportOutcome,
  type OnExisting
} from '@shared/schema/importing'
import type { ClassChoice } from '../../formats/import/classPlan'
import { importDataset } from '../../jobs/importDataset'
import { imagesFolder } from '../../jobs/readingProject'
import { ProjectStore } from '../../store/projectStore'
import type { Console } from '../console'
import { addSourceFormatOption } from '../exportOptions'
import { itemLines, itemSummary } from '../itemText'
import { withProgress } from '../jobProgress'
import { userDataDir } from '../userData'
import { projectGuard } from '../projectGuard'
import { UsageError } from '../exits'

interface Words {
  readonly project: string
  readonly format?: FormatId
  readonly onExisting: OnExisting
  readonly match: ImageMatch
  readonly map: readonly (readonly [string, ClassChoice])[]
  readonly json?: boolean
}

/** Adds `maskwright import`. */
export function addImport(program: Command, console: Console): void {
  const command = program
    .command('import')
    .description('import the objects of a dataset into a project, as one undoable step')
    .argument('<folder-or-file>', 'the dataset')
    .requiredOption('--project <folder>', 'the image folder, or its .maskwright/project.db')
  addSourceFormatOption(command, '--format')
    .addOption(
      new Option('--on-existing <what>', 'what to do with images that already have objects')
        .choices(onExistingSchema.options)
        .default('add')
    )
    .addOption(
      new Option('--match <how>', 'match images by path, or by file name in any folder')
        .choices(imageMatchSchema.options)
        .default('name')
    )
    .option(
      '--map <foreign=name>',
      'map a class, such as dog=animal; an empty name skips it; may be repeated',
      addMapping,
      []
    )
    .option('--json', 'print the report as JSON')
    .action((path: string, words: Words) => runImport(path, words, console))
}

async function runImport(path: string, words: Words, console: Console): Promise<void> {
  const choice = {
    path,
    format: words.format ?? null,
    anyFolder: words.match === 'name',
    classes: new Map(words.map),
    unusedClasses: true,
    onExisting: words.onExisting
  }
  const opening = { folder: imagesFolder(words.project), userDataDir: userDataDir(), guard: projectGuard }
  const { store, notices } = await ProjectStore.open(opening)
  try {
    for (const { message } of notices) console.error(`maskwright: ${message}`)
    const report = await withProgress(console, (signal, progress) =>
      importDataset(store, choice, signal, progress)
    )
    for (const line of words.json ? [JSON.stringify(report)] : summary(report)) console.out(line)
  } finally {
    await store.close()
  }
}

function summary({ format, images, matched, objects, ...report }: ImportOutcome): string[] {
  const { skipped, replaced, newClasses, seconds } = report
  return [
    `${format}: ${objects} objects on ${matched} of ${images} images, ${seconds.toFixed(1)} s`,
    ...(skipped > 0 ? [`  ${skipped} images skipped: they already have objects`] : []),
    ...(replaced > 0 ? [`  ${replaced} objects replaced`] : []),
    ...(newClasses.length > 0 ? [`  new classes: ${newClasses.join(', ')}`] : []),
    ...itemSummary(report.counts),
    ...itemLines(report.items)
  ]
}

function addMapping(text: string, before: Words['map']): Words['map'] {
  const at = text.indexOf('=')
  if (at < 1) throw new UsageError(`--map ${text}: expected foreign=name`)
  const name = text.slice(at + 1).trim()
  return [...before, [text.slice(0, at), name === '' ? 'leave-out' : { create: name }]]
}
