import type { Command } from 'commander'

/** Adds `--model`. */
export function addModelOption(command: Command): Command {
  return command.option(
    '--model <folder|encoder[,decoder]>',
    'model folder or ONNX files: SAM, MobileSAM, EdgeSAM, EfficientSAM, SAM 2 (default: MobileSAM)'
  )
}
