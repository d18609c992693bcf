import { Option, type Command } from 'commander'
import { deviceSchema } from '@shared/schema/models'

/** Adds `--device`. */
export function addDeviceOption(command: Command): Command {
  const option = new Option(
    '--device <device>',
    'where the models run; on the processor, with a word, where they do not start'
  )
  return command.addOption(option.choices(deviceSchema.options).default('cpu'))
}
