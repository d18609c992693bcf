import { createHash } from 'node:crypto'
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { CELLS, encodeTinyModel, table } from '../../../../src/engine/detect/testing/tinyModel'
import { Fault } from '../../target'
import { SIZE } from './scenarios'

/** The folders that the calls find. */
export interface Place {
  /** Everything is in it. */
  readonly root: string
  /** The project's images. */
  readonly images: string
  /** A folder whose project is damaged. */
  readonly damaged: string
  /** A dataset to import, which is only read. */
  readonly dataset: string
  readonly exports: string
  readonly userData: string
  /** A file of a model, to be added. */
  readonly model: string
}

/** Makes the folders; `fixtures` has the datasets. */
export async function makePlace(root: string, fixtures: string): Promise<Place> {
  const place: Place = {
    root,
    images: join(root, 'images'),
    damaged: join(root, 'damaged'),
    dataset: join(root, 'dataset'),
    exports: join(root, 'exports'),
    userData: join(root, 'user data'),
    model: join(root, 'tiny.onnx')
  }
  for (const folder of [place.images, place.damaged, place.userData]) await mkdir(folder, { recursive: true })
  for (const name of ['cat.jpg', 'dog.jpg', 'boat.jpg']) {
    await writeFile(join(place.images, name), picture(name.length * 20))
    await writeFile(join(place.damaged, name), picture(name.length * 20))
  }
  await writeFile(join(place.images, 'torn.jpg'), picture(9).subarray(0, 200))
  await cp(join(fixtures, 'formats', 'coco'), place.dataset, { recursive: true })
  await writeFile(place.model, detector())
  return place
}

/** Brings the projects and the folder of the exports back to how they were. */
export async function resetPlace({ images, damaged, exports }: Place): Promise<void> {
  for (const folder of [images, damaged])
    await rm(join(folder, '.maskwright'), { recursive: true, force: true })
  await rm(exports, { recursive: true, force: true })
  await mkdir(exports)
  await mkdir(join(damaged, '.maskwright'))
  await writeFile(join(damaged, '.maskwright', 'project.db'), 'no database '.repeat(500))
}

/** What calls may change, by the beginning of the path. */
const MAY_CHANGE = ['images/.maskwright', 'damaged/.maskwright', 'exports', 'user data']

/** What no call may change: the hash of each file, by its path. */
export async function untouchable({ root }: Place): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    const name = relative(root, path).replaceAll(sep, '/')
    if (MAY_CHANGE.some((each) => name === each || name.startsWith(`${each}/`))) continue
    const content = entry.isFile()
      ? await readFile(path)
      : Buffer.from(entry.isDirectory() ? 'folder' : 'odd')
    found.set(name, createHash('sha256').update(content).digest('hex'))
  }
  return found
}

/** @throws Fault where a file that no call may change was changed, made or deleted */
export async function checkUntouched(place: Place, before: ReadonlyMap<string, string>): Promise<void> {
  const now = await untouchable(place)
  const names = new Set([...before.keys(), ...now.keys()])
  const changed = [...names].filter((name) => before.get(name) !== now.get(name))
  if (changed.length > 0) throw new Fault(`changed: ${changed.join(', ')}`)
}

function picture(level: number): Buffer {
  const canvas = createCanvas(SIZE.width, SIZE.height)
  const context = canvas.getContext('2d')
  context.fillStyle = `rgb(${level}, 120, 90)`
  context.fillRect(0, 0, SIZE.width, SIZE.height)
  context.fillStyle = '#e8d020'
  context.fillRect(12, 8, 16, 14)
  return canvas.toBuffer('image/jpeg')
}

/** A detector of two classes, in the form of Ultralytics' exports, that finds one cat. */
function detector(): Uint8Array {
  const values = table(6, CELLS, { 0: [24], 1: [16], 2: [20], 3: [12], 4: [0.9] })
  return encodeTinyModel({
    outputs: [{ name: 'output0', dims: [1, 6, CELLS], values }],
    metadata: { task: 'detect', stride: '32', imgsz: '[64, 64]', names: "{0: 'cat', 1: 'dog'}" }
  })
}
