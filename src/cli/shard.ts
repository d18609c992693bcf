import { Option, type Command } from 'commander'
import { UsageError } from './exits'

/** One of several parts that the images are distributed over. */
export interface Shard {
  /** From 1 to `of`. */
  readonly number: number
  readonly of: number
}

/** Adds `--shard`. */
export function addShardOption(command: Command): Command {
  const option = new Option(
    '--shard <i/n>',
    'process only part i of n of the images, into its own subfolder of the output folder'
  )
  return command.addOption(option.argParser(parseShard))
}

/**
 * Parses `i/n`, with i from 1 to n.
 * @throws UsageError naming the text.
 */
export function parseShard(text: string): Shard {
  const [, number = 0, of = 0] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number)
  if (number < 1 || number > of || !Number.isSafeInteger(of)) {
    throw new UsageError(`--shard ${text}: expected i/n with i from 1 to n, such as 1/4`)
  }
  return { number, of }
}

/** The subfolder of the output folder that holds the results of a shard. */
export function shardFolder({ number, of }: Shard): string {
  return `shard-${number}-of-${of}`
}

/**
 * Whether an image belongs to a shard. This depends on its name only, so that shards are disjoint and complete although
 * each machine lists the folder on its own, and adding an image does not move any other.
 */
export function inShard(name: string, { number, of }: Shard): boolean {
  return hash(name.normalize('NFC')) % of === number - 1
}

/** FNV-1a over UTF-8 with a final mix, so that names that differ only in their last digit are spread as well. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193)
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return (value ^ (value >>> 16)) >>> 0
}
