import type { Command } from 'commander'
import type { Console } from '../console'
import { modelInfo, modelInfoLines } from '../modelInfo'

/** Adds `maskwright info`. */
export function addInfo(program: Command, console: Console): void {
  program
    .command('info')
    .description('show the family, task, size, inputs, outputs and classes of a model')
    .argument('<model>', 'an ONNX file, or a folder of ONNX files')
    .option('--json', 'print one JSON object per file')
    .action(async (model: string, { json = false }: { readonly json?: boolean }) => {
      for (const info of await modelInfo(model)) {
        const lines = json ? [JSON.stringify(info)] : modelInfoLines(info)
        for (const line of lines) console.out(line)
      }
    })
}
