import type { Command } from 'commander'
import type { Console } from '../console'
import { runMerge } from '../merge/run'
import type { ExitCode } from '../program'

/** Adds `maskwright merge`. */
export function addMerge(program: Command, console: Console, setCode: (code: ExitCode) => void): void {
  program
    .command('merge')
    .description('put the results of --shard together')
    .argument('<shard-folder...>', 'the folders shard-i-of-n of auto-annotate or everything')
    .requiredOption('--out <folder>', 'a new folder for all of them')
    .action(async (shards: string[], { out }: { readonly out: string }) => {
      setCode(await runMerge({ shards, out }, console))
    })
}
