import { Option, type Command } from 'commander'
import { deviceSchema } from '@shared/schema/models'
import type { Console } from './console'

/** Adds `--device`. */
export function addDeviceOption(command: Command): Command {
  const option = new Option(
    '--device <device>',
    'where the models run; on the processor, with a word, where they do not start'
  )
  return command.addOption(option.choices(deviceSchema.options).default('cpu'))
}

/** That a model runs on the processor although another device was asked for, and why. */
export function fallbackText(fallback: string): string {
  const [reason = ''] = fallback.split('\n')
  return `the model runs on the processor: ${reason}`
}

/** Says so, where it is so. */
export function tellFallback(
  { fallback }: { readonly fallback?: string | undefined },
  console: Pick<Console, 'error'>
): void {
  if (fallback !== undefined) console.error(`maskwright: ${fallbackText(fallback)}`)
}
