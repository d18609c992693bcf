import { Option, type Command } from 'commander'
import type { Device } from '@shared/schema/models'
import type { EverythingStrategy } from '../../main/inference/engine/wholeImage/messages'
import type { Console } from '../console'
import { addDeviceOption } from '../device'
import { outputFormats, type OutputFormatName } from '../everything/formats'
import { runEverything } from '../everything/run'
import { defaultText, optionName, parseSettings, settingOptions } from '../everything/settings'
import { interruptible } from '../interruption'
import { addModelOption } from '../model'
import type { ExitCode } from '../program'
import { addShardOption, type Shard } from '../shard'

interface EverythingOptions extends Readonly<Record<string, unknown>> {
  readonly strategy: EverythingStrategy
  readonly format: OutputFormatName
  readonly out?: string
  readonly model?: string
  readonly shard?: Shard
  readonly timings?: boolean
  readonly device: Device
}

/** Adds `maskwright everything`. */
export function addEverything(program: Command, console: Console, setCode: (code: ExitCode) => void): void {
  const command = program
    .command('everything')
    .description('outline everything in images, as the official SamAutomaticMaskGenerator does')
    .argument('<image-or-folder...>', 'images, and folders with images in them and below')
  for (const [setting, help] of settingOptions) {
    command.option(`${optionName(setting)} <n>`, help + defaultText(setting))
  }
  const strategy = new Option('--strategy <strategy>', 'fast finds the same as reference, with less work')
  const format = new Option('--format <format>', 'png: the masks over the image, and a map of their numbers')
  addShardOption(addDeviceOption(addModelOption(command)))
    .addOption(strategy.choices(['fast', 'reference']).default('fast'))
    .addOption(format.choices(Object.keys(outputFormats)).default('json'))
    .option(
      '--out <folder>',
      'write files; run again, it only does what is not done. json is printed without it'
    )
    .option('--timings', 'json says where the time went, in ms')
    .action(async (words: string[], options: EverythingOptions) => {
      const { strategy, format, out, model, device, shard, timings = false } = options
      const request = {
        words,
        params: parseSettings(options),
        strategy,
        format,
        out,
        model,
        device,
        shard,
        timings
      }
      // Ctrl+C ends the command after the decode that runs; what is written stays.
      setCode(await interruptible((signal) => runEverything(request, console, signal)))
    })
}
