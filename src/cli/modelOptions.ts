import { Option, type Command } from 'commander'
import { deviceSchema } from '@shared/schema/models'
import { fallbackText } from '../library/fallback'
import type { Console } from './console'

/** Adds `--device`. */
export function addDeviceOption(command: Command): Command {
  const option = new Option(
    '--device <device>',
    'device to run the models on; falls back to the CPU with a warning if they do not start there'
  )
  return command.addOption(option.choices(deviceSchema.options).default('cpu'))
}

/** Prints the warning if the model fell back to the CPU. */
export function tellFallback(
  { fallback }: { readonly fallback?: string | undefined },
  console: Pick<Console, 'error'>
): void {
  if (fallback !== undefined) console.error(`maskwright: ${fallbackText(fallback)}`)
}

/** Adds `--model`. */
export function addModelOption(command: Command): Command {
  return command.option(
    '--model <folder|encoder[,decoder]>',
    'model folder or ONNX files: SAM, MobileSAM, EdgeSAM, EfficientSAM, SAM 2 (default: MobileSAM)'
  )
}
