import { Option, type Command } from 'commander'
import { maskKindSchema, togetherSchema, type ExportOptions, type Together } from '@shared/schema/exporting'
import { formatIdSchema, type FormatId } from '@shared/schema/formats'
import { writableFormats } from '../jobs/describeFormats'
import { parseInteger, parseNumber, parseSplit } from './parse'
import { UsageError } from './exits'

/** The raw options that `export` and `convert` share. */
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

/** Adds the option for the output format. */
export function addFormatOption(command: Command, flag: string): Command {
  const format = new Option(`${flag} <format>`, 'output format').choices(writableFormats())
  return command.addOption(format.makeOptionMandatory())
}

/** Adds the options that control how a dataset is written. */
export function addExportOptions(command: Command): Command {
  return command
    .requiredOption('--out <folder>', 'folder in which the dataset folder is created')
    .option('--rle', 'COCO: write every shape as RLE, not only those that polygons cannot represent')
    .addOption(
      new Option('--masks <kind>', 'mask PNGs: mask type')
        .choices(maskKindSchema.options)
        .default('instances')
    )
    .option('--tolerance <pixels>', 'simplify mask polygons by up to this many pixels', '0')
    .option('--split <train,val,test>', 'split ratios, such as 0.8,0.1,0.1')
    .option('--seed <number>', 'random seed of the split', '0')
    .addOption(
      new Option('--split-by <what>', 'split by folders named train, val and test').choices(['folder'])
    )
    .addOption(
      new Option('--together <what>', 'images to keep in the same split')
        .choices(togetherSchema.options)
        .default('nothing')
    )
    .option('--copy', 'copy the images into the dataset')
    .option('--link', 'link the images instead of copying them')
    .option('--no-images', 'write only the annotations (default)')
}

/** Parses the raw options. @throws UsageError */
export function parseExportOptions(format: FormatId, rawOptions: ExportWords): Omit<ExportOptions, 'images'> {
  const tolerance = parseNumber('--tolerance', rawOptions.tolerance, 0, 100)
  return {
    ...{ format, tolerance, rle: rawOptions.rle ?? false, masks: rawOptions.masks },
    split: parseParts(rawOptions),
    imageFiles: parseImageFiles(rawOptions)
  }
}

/** Adds the option for the input format; without it the format is detected. */
export function addSourceFormatOption(command: Command, flag: string): Command {
  const option = new Option(`${flag} <format>`, 'input format (default: detected from the files)')
  return command.addOption(option.choices(formatIdSchema.options))
}

function parseParts({ split, splitBy, seed: words, together }: ExportWords): ExportOptions['split'] {
  const seed = parseInteger('--seed', words)
  if (splitBy && split !== undefined) throw new UsageError('--split and --split-by are mutually exclusive')
  if (splitBy) return { by: 'folder' }
  if (split !== undefined) return { by: 'ratio', together, ...parseSplit(split, seed) }
  if (together !== 'nothing') throw new UsageError('--together requires --split')
  return null
}

function parseImageFiles({ copy = false, link = false, images }: ExportWords): ExportOptions['imageFiles'] {
  if (copy && link) throw new UsageError('--copy and --link are mutually exclusive')
  if ((copy || link) && !images) throw new UsageError('--no-images cannot be combined with --copy or --link')
  return copy ? 'copy' : link ? 'link' : 'none'
}
