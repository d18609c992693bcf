import { Command, CommanderError } from 'commander'
import { addAutoAnnotate } from './commands/autoAnnotate'
import { addCheck } from './commands/check'
import { addConvert } from './commands/convert'
import { addBench } from './commands/bench'
import { addEverything } from './commands/everything'
import { addExport } from './commands/export'
import { addImport } from './commands/import'
import { addInfo } from './commands/info'
import { addMerge } from './commands/merge'
import { addPredict } from './commands/predict'
import type { Console } from './console'
import { UsageError, type ExitCode } from './exits'

/** Runs the command line. `argv` are the arguments after the command's name. */
export async function runProgram(
  argv: readonly string[],
  version: string,
  console: Console
): Promise<ExitCode> {
  let code: ExitCode = 0
  const setCode = (value: ExitCode): void => {
    code = value
  }
  const program = new Command('maskwright')
    .description('Annotate images with Segment Anything from the command line.')
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => console.out(text.trimEnd()),
      writeErr: (text) => console.error(text.trimEnd())
    })
    .showHelpAfterError('(run maskwright --help for usage)')
  addPredict(program, console, setCode)
  addEverything(program, console, setCode)
  addAutoAnnotate(program, console, setCode)
  addMerge(program, console, setCode)
  addImport(program, console)
  addExport(program, console, setCode)
  addConvert(program, console, setCode)
  addCheck(program, console, setCode)
  addInfo(program, console)
  addBench(program, console, setCode)
  try {
    await program.parseAsync(argv, { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    const message = error instanceof Error ? error.message : String(error)
    console.error(`maskwright: ${message}`)
    return error instanceof UsageError ? 2 : 1
  }
}
