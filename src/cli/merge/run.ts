import { copyFile, mkdir, readdir, readFile, stat } from 'node:fs/promises'
import { createWriteStream } from 'node:fs'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { nameKey } from '@shared/files/nameKey'
import { isSystemName } from '@shared/files/systemNames'
import type { Console } from '../console'
import { instancesFile } from '../cocoInstances'
import { UsageError, type ExitCode } from '../exits'
import { mergeInstances, parseShardInstances, type MergeConflict } from './mergeInstances'

export interface MergeRequest {
  /** Folders written by `--shard` runs. */
  readonly shards: readonly string[]
  readonly out: string
}

/** The file of a shard that is merged; everything else is copied. */
const INSTANCES = 'annotations.json'

/**
 * Merges the results of shards. Conflicting results of one image are reported and taken from the first shard; the
 * shards are not changed.
 */
export async function runMerge({ shards, out }: MergeRequest, console: Console): Promise<ExitCode> {
  const listed = await Promise.all(shards.map(async (shard) => ({ shard, names: await resultsIn(shard) })))
  if (listed.every(({ names }) => names.length === 0)) {
    throw new UsageError(`No results found in ${shards.join(', ')}`)
  }
  if ((await resultsIn(out).catch(() => [])).length > 0) {
    throw new UsageError(`--out ${out}: the folder is not empty; choose a new folder`)
  }
  await mkdir(out, { recursive: true })
  const conflicts: MergeConflict[] = []
  const files = await copyFiles(listed, out, conflicts)
  const instances = listed.filter(({ names }) => names.includes(INSTANCES)).map(({ shard }) => shard)
  if (instances.length > 0) conflicts.push(...(await writeInstances(instances, join(out, INSTANCES))))
  for (const { shard, name, reason } of conflicts)
    console.error(`maskwright: ${join(shard, name)}: ${reason}`)
  const counted = [
    `${shards.length} shards`,
    ...(files > 0 ? [`${files} files`] : []),
    ...(conflicts.length > 0 ? [`${conflicts.length} conflicts`] : [])
  ]
  console.error(`${out}: ${counted.join(', ')}`)
  return conflicts.length > 0 ? 1 : 0
}

interface ListedShard {
  readonly shard: string
  readonly names: readonly string[]
}

/** Paths of the results in a shard, without internal files. @throws UsageError */
async function resultsIn(shard: string): Promise<string[]> {
  const info = await stat(shard).catch(() => undefined)
  if (!info?.isDirectory()) throw new UsageError(`${shard}: folder not found`)
  const entries = await readdir(shard, { recursive: true, withFileTypes: true })
  const names = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
  return names
    .map((path) => path.slice(join(shard, '/').length).replaceAll('\\', '/'))
    .filter((name) => name.split('/').every((part) => !isSystemName(part)) && !name.endsWith('.tmp'))
    .sort()
}

/** Copies the files of all shards. Returns their number. */
async function copyFiles(
  listed: readonly ListedShard[],
  out: string,
  conflicts: MergeConflict[]
): Promise<number> {
  /** Keyed by normalized name, because some file systems treat two names as one: the shard and the name in it. */
  const owners = new Map<string, { readonly shard: string; readonly name: string }>()
  for (const { shard, names } of listed) {
    for (const name of names) {
      if (name === INSTANCES) continue
      const owner = owners.get(nameKey(name))
      if (owner === undefined) {
        owners.set(nameKey(name), { shard, name })
        await mkdir(dirname(join(out, name)), { recursive: true })
        await copyFile(join(shard, name), join(out, name))
      } else if (!(await readFile(join(shard, name))).equals(await readFile(join(owner.shard, owner.name)))) {
        conflicts.push({ shard, name, reason: `differs from the one in ${owner.shard}; kept the latter` })
      }
    }
  }
  return owners.size
}

async function writeInstances(shards: readonly string[], file: string): Promise<readonly MergeConflict[]> {
  const read = await Promise.all(
    shards.map(async (shard) => parseShardInstances(shard, await readFile(join(shard, INSTANCES), 'utf8')))
  )
  const { description, categories, parts, conflicts } = mergeInstances(read)
  const text = instancesFile(description, categories, parts)
  await pipeline(Readable.from(text), createWriteStream(file))
  return conflicts.map((conflict) => ({ ...conflict, name: `${INSTANCES}: ${conflict.name}` }))
}
