import { Option, type Command } from 'commander'
import { maskKindSchema, togetherSchema, type ExportOptions, type Together } from '@shared/schema/export'
import { formatIdSchema, type FormatId } from '@shared/schema/formats'
import { writableFormats } from '../main/jobs/describeFormats'
import { parseInteger, parseNumber, parseSplit } from './parse'
import { UsageError } from './usageError'

/** The words of what `export` and `convert` have in common. */
export interface ExportWords {
  readonly out: string
  readonly rle?: boolean
  readonly masks: ExportOptions['masks']
  readonly tolerance: string
  readonly split?: string
  readonly seed: string
  readonly splitBy?: 'folder'
  readonly together: Together
  readonly copy?: boolean
  readonly link?: boolean
  readonly images: boolean
}

/** Adds the option that names the format to be written. */
export function addFormatOption(command: Command, flag: string): Command {
  const format = new Option(`${flag} <format>`, 'what to write').choices(writableFormats())
  return command.addOption(format.makeOptionMandatory())
}

/** Adds the options of how a dataset is written. */
export function addExportOptions(command: Command): Command {
  return command
    .requiredOption('--out <folder>', 'where the dataset becomes a new folder')
    .option('--rle', 'COCO: every shape as RLE, not only those that polygons cannot carry')
    .addOption(new Option('--masks <kind>', 'mask PNGs').choices(maskKindSchema.options).default('instances'))
    .option('--tolerance <pixels>', 'outlines may leave masks by so much', '0')
    .option('--split <train,val,test>', 'shares of the images, such as 0.8,0.1,0.1')
    .option('--seed <number>', 'seed of the split', '0')
    .addOption(new Option('--split-by <what>', 'by folders called train, val and test').choices(['folder']))
    .addOption(
      new Option('--together <what>', 'what stays in one part of a split')
        .choices(togetherSchema.options)
        .default('nothing')
    )
    .option('--copy', 'copy the images too')
    .option('--link', 'link the images instead of copying them')
    .option('--no-images', 'only the labels (the default)')
}

/** The options that the words say. @throws UsageError */
export function parseExportOptions(format: FormatId, words: ExportWords): Omit<ExportOptions, 'images'> {
  const tolerance = parseNumber('--tolerance', words.tolerance, 0, 100)
  return {
    ...{ format, tolerance, rle: words.rle ?? false, masks: words.masks },
    split: parseParts(words),
    imageFiles: parseImageFiles(words)
  }
}

/** A format's name, or null when it is to be found out. */
export function addSourceFormatOption(command: Command, flag: string): Command {
  const option = new Option(`${flag} <format>`, 'what the dataset is; found out without it')
  return command.addOption(option.choices(formatIdSchema.options))
}

function parseParts({ split, splitBy, seed: words, together }: ExportWords): ExportOptions['split'] {
  const seed = parseInteger('--seed', words)
  if (splitBy && split !== undefined) throw new UsageError('--split and --split-by exclude each other')
  if (splitBy) return { by: 'folder' }
  if (split !== undefined) return { by: 'ratio', together, ...parseSplit(split, seed) }
  if (together !== 'nothing') throw new UsageError('--together needs a --split')
  return null
}

function parseImageFiles({ copy = false, link = false, images }: ExportWords): ExportOptions['imageFiles'] {
  if (copy && link) throw new UsageError('--copy and --link exclude each other')
  if ((copy || link) && !images) throw new UsageError('--no-images excludes --copy and --link')
  return copy ? 'copy' : link ? 'link' : 'none'
}
