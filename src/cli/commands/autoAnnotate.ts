import { Option, type Command } from 'commander'
import type { Device } from '@shared/schema/models'
import { labelFormatNames, type LabelFormatName } from '../autoAnnotate/outputFormats'
import { runAutoAnnotate } from '../autoAnnotate/run'
import type { Console } from '../console'
import { addDeviceOption } from '../modelOptions'
import { interruptible } from '../interruption'
import { parseNumber, parseWhole } from '../parse'
import type { ExitCode } from '../exits'
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
  const format = new Option('--format <format>', 'Ultralytics text files, or one COCO file')
  const command = program
    .command('auto-annotate')
    .description('detect objects with a detector and segment them with Segment Anything')
    .argument('<data>', 'a folder of images (with subfolders), or one image')
    .requiredOption('--det-model <file>', 'detector or segmenter as ONNX: YOLO, YOLOX, RT-DETR, FastSAM …')
    .option(
      '--sam-model <folder|encoder[,decoder]>',
      'model that segments the boxes (default: MobileSAM, or the masks of a segmenter as they are)'
    )
    .option('--conf <n>', 'confidence threshold', share('--conf'), 0.25)
    .option('--iou <n>', 'IoU threshold of non-maximum suppression', share('--iou'), 0.7)
    .option('--imgsz <n>', 'input size of the detector, if it is dynamic', whole('--imgsz', 1))
    .option('--max-det <n>', 'maximum number of objects per image', whole('--max-det', 1), 300)
    .option(
      '--min-size <n>',
      'minimum length of the shorter side of a box, in pixels',
      whole('--min-size', 0),
      0
    )
    .option('--classes <names|numbers>', 'only these classes of the detector, such as person,bicycle or 0,1')
    .option(
      '--output-dir <folder>',
      'output folder; a repeated run skips finished images (default: DATA_auto_annotate_labels)'
    )
    .option('--json', 'print one JSON object per annotated image')
  addShardOption(addDeviceOption(command))
    .addOption(format.choices(labelFormatNames).default('yolo-seg'))
    .action(async (data: string, options: AutoAnnotateOptions) => {
      const { conf: confidence, imgsz: imageSize, maxDet: maxDetections, json = false, ...rest } = options
      const request = { ...rest, data, confidence, imageSize, maxDetections, json }
      // Ctrl+C stops the command after the current model run; finished results are kept.
      setCode(await interruptible((signal) => runAutoAnnotate(request, console, signal)))
    })
}
