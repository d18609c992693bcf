import { appendFile, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { InputImage } from './inputs'
import { OutputFolder } from './outputFolder'

let root: string
let images: InputImage[]
/** Runs that were not closed. */
let left: OutputFolder[]

beforeEach(async () => {
  left = []
  root = await mkdtemp(join(tmpdir(), 'output-folder-'))
  images = ['a', 'b', 'c'].map((stem) => ({ path: join(root, `${stem}.jpg`), name: `${stem}.jpg`, stem }))
  for (const { path } of images) await writeFile(path, 'picture')
})
afterEach(async () => {
  for (const folder of left) await folder.close()
  await rm(root, { recursive: true, maxRetries: 5 })
})

const out = (): string => join(root, 'out')
const notes = (): string => join(out(), '.test-json.jsonl')
const openFolder = (settings: unknown = { confidence: 0.5 }, folder = out()): Promise<OutputFolder> => {
  return OutputFolder.open(folder, 'test-json', settings)
}
const filesOf = ({ stem }: InputImage) => [{ name: `${stem}.json`, content: `results of ${stem}` }]

async function doneIn(folder: OutputFolder): Promise<string[]> {
  const done: string[] = []
  for (const image of images) if (await folder.isDone(image)) done.push(image.stem)
  return done
}

/**
 * Leaves what a run that was killed after these images had on disk. The run itself works in another folder: here it
 * goes on to hold its files, which Windows would not let others replace.
 */
async function writeSome(...some: readonly InputImage[]): Promise<void> {
  const killed = join(root, 'killed')
  const folder = await openFolder(undefined, killed)
  left.push(folder)
  for (const image of some) await folder.write(image, filesOf(image))
  await cp(killed, out(), { recursive: true })
}

it('knows each image that was written before a kill, and forgets a note that was cut off', async () => {
  await writeSome(...images.slice(0, 2))
  await appendFile(notes(), '{"image":"c","signature":"7|')
  const folder = await openFolder()
  expect(await doneIn(folder)).toEqual(['a', 'b'])
  for (const image of images.slice(2)) await folder.write(image, filesOf(image))
  await folder.close()
  const again = await openFolder()
  expect(await doneIn(again)).toEqual(['a', 'b', 'c'])
  await again.close()
})

it('clears away what a kill left half-written, and leaves nothing itself', async () => {
  await writeSome(...images)
  await mkdir(join(out(), '.unfinished'), { recursive: true })
  await writeFile(join(out(), '.unfinished/0123'), 'resul')
  const folder = await openFolder()
  await folder.close()
  expect((await readdir(out())).sort()).toEqual(['.test-json.jsonl', 'a.json', 'b.json', 'c.json'])
})

it('does everything again with other settings', async () => {
  await writeSome(...images)
  const folder = await openFolder({ confidence: 0.6 })
  expect(await doneIn(folder)).toEqual([])
  await folder.close()
  expect((await readFile(notes(), 'utf8')).split('\n')).toHaveLength(2)
})
