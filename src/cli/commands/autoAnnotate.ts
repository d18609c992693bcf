import { Option, type Command } from 'commander'
import type { Device } from '@shared/schema/models'
import { labelFormatNames, type LabelFormatName } from '../autoAnnotate/formats'
import { runAutoAnnotate } from '../autoAnnotate/run'
import type { Console } from '../console'
import { addDeviceOption } from '../device'
import { interruptible } from '../interruption'
import { parseNumber, parseWhole } from '../parse'
import type { ExitCode } from '../program'
import { addShardOption, type Shard } from '../shard'

interface AutoAnnotateOptions {
  readonly detModel: string
  readonly samModel?: string
  readonly device: Device
  readonly conf: number
  readonly iou: number
  readonly imgsz?: number
  readonly maxDet: number
  readonly minSize: number
  readonly classes?: string
  readonly outputDir?: string
  readonly format: LabelFormatName
  readonly shard?: Shard
  readonly json?: boolean
}

/** Adds `maskwright auto-annotate`. */
export function addAutoAnnotate(program: Command, console: Console, setCode: (code: ExitCode) => void): void {
  const share = (option: string) => (text: string) => parseNumber(option, text, 0, 1)
  const whole = (option: string, least: number) => (text: string) => parseWhole(option, text, least)
  const format = new Option('--format <format>', 'text files as Ultralytics writes them, or one COCO file')
  const command = program
    .command('auto-annotate')
    .description('find objects with a detector and outline them with Segment Anything')
    .argument('<data>', 'a folder with images in it and below, or an image')
    .requiredOption('--det-model <file>', 'a detector or segmenter: YOLO, YOLOX, RT-DETR, FastSAM … as ONNX')
    .option(
      '--sam-model <folder|encoder[,decoder]>',
      'outlines the boxes (default: MobileSAM; the masks of a segmenter are taken as they are)'
    )
    .option('--conf <n>', 'leave out objects with at most this confidence', share('--conf'), 0.25)
    .option('--iou <n>', 'leave out a box that overlaps a better one by more', share('--iou'), 0.7)
    .option('--imgsz <n>', 'side of the detector’s input, where it takes any', whole('--imgsz', 1))
    .option('--max-det <n>', 'the best n objects of an image', whole('--max-det', 1), 300)
    .option('--min-size <n>', 'least length of a box’s shorter side, in pixels', whole('--min-size', 0), 0)
    .option(
      '--classes <names|numbers>',
      'only these of the detector’s classes, such as person,bicycle or 0,1'
    )
    .option(
      '--output-dir <folder>',
      'run again, it only does what is not done (default: DATA_auto_annotate_labels)'
    )
    .option('--json', 'print one JSON object for each image that is annotated')
  addShardOption(addDeviceOption(command))
    .addOption(format.choices(labelFormatNames).default('yolo-seg'))
    .action(async (data: string, options: AutoAnnotateOptions) => {
      const { conf: confidence, imgsz: imageSize, maxDet: maxDetections, json = false, ...rest } = options
      const request = { ...rest, data, confidence, imageSize, maxDetections, json }
      // Ctrl+C ends the command after the run of a model that goes on; what is written stays.
      setCode(await interruptible((signal) => runAutoAnnotate(request, console, signal)))
    })
}
