import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { InputImage } from './inputs'
import { OutputFolder } from './outputFolder'

let root: string
let images: InputImage[]
/** What a killed run would have left open. */
let left: OutputFolder[]

beforeEach(async () => {
  left = []
  root = await mkdtemp(join(tmpdir(), 'output-folder-'))
  images = ['a', 'b', 'c'].map((stem) => ({ path: join(root, `${stem}.jpg`), name: `${stem}.jpg`, stem }))
  for (const { path } of images) await writeFile(path, 'picture')
})
afterEach(async () => {
  for (const folder of left) await folder.close()
  await rm(root, { recursive: true })
})

const out = (): string => join(root, 'out')
const notes = (): string => join(out(), '.test-json.jsonl')
const openFolder = (settings: unknown = { confidence: 0.5 }): Promise<OutputFolder> => {
  return OutputFolder.open(out(), 'test-json', settings)
}
const filesOf = ({ stem }: InputImage) => [{ name: `${stem}.json`, content: `results of ${stem}` }]

async function doneIn(folder: OutputFolder): Promise<string[]> {
  const done: string[] = []
  for (const image of images) if (await folder.isDone(image)) done.push(image.stem)
  return done
}

/** Writes results as a run does that is killed afterwards: nothing is closed. */
async function writeSome(...some: readonly InputImage[]): Promise<void> {
  const folder = await openFolder()
  left.push(folder)
  for (const image of some) await folder.write(image, filesOf(image))
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
