import { Option, type Command } from 'commander'
import type { Device } from '@shared/schema/models'
import type { EverythingStrategy } from '../../engine/segment/messages'
import type { Console } from '../console'
import { addDeviceOption, addModelOption } from '../modelOptions'
import { outputFormats, type OutputFormatName } from '../everything/outputFormats'
import { runEverything } from '../everything/run'
import { defaultText, optionName, parseSettings, settingOptions } from '../everything/settings'
import { interruptible } from '../interruption'
import type { ExitCode } from '../exits'
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

/** Adds `maskwright everything`, with the alias `segment`. */
export function addEverything(program: Command, console: Console, setCode: (code: ExitCode) => void): void {
  const command = program
    .command('everything')
    .alias('segment')
    .description('segment whole images without prompts, like the official SamAutomaticMaskGenerator')
    .argument('<image-or-folder...>', 'images, and folders of images (with subfolders)')
  for (const [setting, help] of settingOptions) {
    command.option(`${optionName(setting)} <n>`, help + defaultText(setting))
  }
  const strategy = new Option('--strategy <strategy>', 'fast gives the same masks as reference in less time')
  const format = new Option('--format <format>', 'png: an overlay and a map of mask indices')
  addShardOption(addDeviceOption(addModelOption(command)))
    .addOption(strategy.choices(['fast', 'reference']).default('fast'))
    .addOption(format.choices(Object.keys(outputFormats)).default('json'))
    .option('--out <folder>', 'output folder; a repeated run skips finished images (default: print JSON)')
    .option('--timings', 'add timings in ms to the JSON')
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
      // Ctrl+C stops the command after the current decode; finished results are kept.
      setCode(await interruptible((signal) => runEverything(request, console, signal)))
    })
}
