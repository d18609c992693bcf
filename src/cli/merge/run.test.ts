import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ExitCode } from '../exits'
import { runMerge } from './run'

let folder: string
let told: string[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'merge-'))
  told = []
})
afterEach(() => rm(folder, { recursive: true }))

async function write(name: string, content: string): Promise<void> {
  await mkdir(dirname(join(folder, name)), { recursive: true })
  await writeFile(join(folder, name), content)
}

function merge(...shards: readonly string[]): Promise<ExitCode> {
  const console = { out: () => undefined, error: (line: string) => void told.push(line), interactive: false }
  return runMerge({ shards: shards.map((shard) => join(folder, shard)), out: join(folder, 'out') }, console)
}

it('unites label files, without what the commands keep for themselves', async () => {
  await write('a/1.txt', 'one')
  await write('a/.auto-annotate-yolo-seg.jsonl', '{}')
  await write('b/sub/2.txt', 'two')
  await mkdir(join(folder, 'c'))
  expect(await merge('a', 'b', 'c')).toBe(0)
  expect((await readdir(join(folder, 'out'), { recursive: true })).sort()).toEqual([
    '1.txt',
    'sub',
    join('sub', '2.txt')
  ])
  expect(told).toEqual([`${join(folder, 'out')}: 3 shards, 2 files`])
})

it('names files that differ, and keeps the first', async () => {
  await write('a/1.txt', 'one')
  await write('a/2.txt', 'same')
  await write('b/1.txt', 'other')
  await write('b/2.txt', 'same')
  expect(await merge('a', 'b')).toBe(1)
  expect(told[0]).toContain(`${join(folder, 'b/1.txt')}: differs from the one in ${join(folder, 'a')}`)
  expect(await readFile(join(folder, 'out/1.txt'), 'utf8')).toBe('one')
})

it('refuses folders that are not there or empty, and to write over what is there', async () => {
  await write('a/1.txt', 'one')
  await expect(merge('a', 'z')).rejects.toThrow('folder not found')
  await mkdir(join(folder, 'empty'))
  await expect(merge('empty')).rejects.toThrow('No results found')
  await write('out/9.txt', 'mine')
  await expect(merge('a')).rejects.toThrow('choose a new folder')
  expect(await readdir(join(folder, 'out'))).toEqual(['9.txt'])
})

it.runIf(process.platform === 'linux')(
  'names that another system takes for the same are a conflict',
  async () => {
    await write('a/IMG.txt', 'one')
    await write('b/img.txt', 'two')
    expect(await merge('a', 'b')).toBe(1)
    expect(await readdir(join(folder, 'out'))).toEqual(['IMG.txt'])
    expect(told[0]).toContain(`differs from the one in ${join(folder, 'a')}; kept the latter`)
  }
)
