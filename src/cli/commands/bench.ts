import type { Command } from 'commander'
import type { Device } from '@shared/schema/models'
import { benchModel, modelsAtHand, type BenchJson } from '../benchModels'
import type { Console } from '../console'
import { addDeviceOption } from '../modelOptions'
import { megabytes } from '../modelInfo'
import { parseWhole } from '../parse'
import type { ExitCode } from '../exits'

interface BenchCommandOptions {
  readonly models?: readonly string[]
  readonly runs: number
  readonly device: Device
  readonly json?: boolean
}

const columns = [
  'model',
  'task',
  'device',
  'size',
  'parameters',
  'image min',
  'image median',
  'prompt median'
]

/** Adds `maskwright bench`. */
export function addBench(program: Command, console: Console, setCode: (code: ExitCode) => void): void {
  const command = program
    .command('bench')
    .description('benchmark models on this machine: size, parameters, ms per image')
    .argument('<image...>', 'the images to measure on')
    .option(
      '--models <model...>',
      'model folders or files; end the list with -- (default: all installed models)'
    )
    .option('--runs <n>', 'runs per image, after one warm-up run', wholeRuns, 5)
    .option('--json', 'print one JSON object per model')
  addDeviceOption(command).action(async (images: string[], options: BenchCommandOptions) => {
    const { runs, device, json = false } = options
    const rows: BenchJson[] = []
    for (const model of options.models ?? (await modelsAtHand())) {
      try {
        const result = await benchModel(model, { images, runs, device })
        if (json) console.out(JSON.stringify(result))
        rows.push(result)
      } catch (error) {
        // A model that fails does not stop the others.
        console.error(`maskwright: ${model}: ${error instanceof Error ? error.message : String(error)}`)
        setCode(1)
      }
    }
    if (!json) for (const line of benchTable(rows)) console.out(line)
  })
}

function wholeRuns(text: string): number {
  return parseWhole('--runs', text, 1)
}

/** An aligned table: names to the left, numbers to the right. */
export function benchTable(rows: readonly BenchJson[]): string[] {
  const cells = [columns, ...rows.map(cellsOf)]
  const widths = columns.map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)))
  return cells.map((row) => {
    return row
      .map((cell, i) => (i < 3 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  ')
  })
}

function cellsOf({ model, task, device, bytes, parameters, image_ms, prompt_ms }: BenchJson): string[] {
  const millions = `${(parameters / 1e6).toFixed(1)} M`
  const prompt = prompt_ms ? `${prompt_ms.median} ms` : '–'
  const speed = [`${image_ms.min} ms`, `${image_ms.median} ms`, prompt]
  return [model, task, device, `${megabytes(bytes)} MB`, millions, ...speed]
}
