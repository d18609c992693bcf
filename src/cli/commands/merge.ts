import type { Command } from 'commander'
import type { Console } from '../console'
import { runMerge } from '../merge/run'
import type { ExitCode } from '../exits'

/** Adds `maskwright merge`. */
export function addMerge(program: Command, console: Console, setCode: (code: ExitCode) => void): void {
  program
    .command('merge')
    .description('merge the results of --shard runs')
    .argument('<shard-folder...>', 'the shard-i-of-n folders of auto-annotate or everything')
    .requiredOption('--out <folder>', 'new folder for the merged results')
    .action(async (shards: string[], { out }: { readonly out: string }) => {
      setCode(await runMerge({ shards, out }, console))
    })
}
