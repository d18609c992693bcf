import { spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { inRoot } from '../../lib/paths.mjs'
import { figure } from '../figures.mjs'
import { fixedBoxes, writeFixedDetector } from '../fixedDetector.mjs'
import { writePictures, writeSmallPictures } from '../pictures.mjs'

/** Photographs of a round: enough that the start of the command does not decide. */
const PHOTOS = 16
const ROUNDS = 3
const TARGET = 1.15
/** Images of the memory's figure, and with `--large`; growth counts from a tenth of them on, when everything was used once. */
const MANY = 100
const LARGE = 1000
/** What may be measured of a memory that does not grow: the run-time's and the collector's ups and downs. */
const GROWTH_TARGET_MIB = 64

/**
 * Automatic annotation of a folder by the command line, from its start to its end, beside the sum of the bare runs that
 * it cannot do without: the detector for each image, the encoder for each in which something was found, the decoder
 * for each box. Then the command's memory over many images.
 */
export async function measureAutoAnnotate({ raw, folder, options, repeat, add }) {
  const home = path.join(folder, 'auto-annotate')
  const photos = path.join(home, 'photos')
  await writePictures(photos, { small: PHOTOS })
  const { detector, label } = await detectorOf(options, home)
  const annotate = (images) => runCommand(images, detector, path.join(home, 'labels'))
  // Files are in the system's cache afterwards, and how many objects each image has is known.
  const { objects } = await annotate(photos)
  const rounds = await repeat(options.rounds ?? ROUNDS, async () => {
    // One half before and one half after: what slows the machine down for a while slows both.
    const before = await bareRuns(raw, detector, objects.slice(0, PHOTOS / 2))
    const { milliseconds } = await annotate(photos)
    return { milliseconds, bare: before + (await bareRuns(raw, detector, objects.slice(PHOTOS / 2))) }
  })
  const boxes = objects.reduce((sum, count) => sum + count, 0)
  add(
    figure(
      `automatic annotation, ${PHOTOS} photos, ${boxes} boxes of ${label}`,
      rounds.map(({ milliseconds }) => milliseconds),
      { raw: rounds.map(({ bare }) => bare), target: TARGET }
    )
  )
  await measureMemory({ home, annotate, add, count: options.large ? LARGE : MANY })
  await rm(home, { recursive: true, force: true })
}

/** The detector that was asked for, or one that is made here. */
async function detectorOf({ detector }, home) {
  if (detector) return { detector: path.resolve(detector), label: path.basename(detector) }
  const made = path.join(home, 'fixed.onnx')
  await writeFixedDetector(made)
  return { detector: made, label: `a detector made for this (${fixedBoxes} in each)` }
}

/** The sum of the bare runs for images with so many objects. */
async function bareRuns(raw, detector, objects) {
  let milliseconds = 0
  for (const count of objects) {
    milliseconds += await raw.detector(detector)
    if (count > 0) milliseconds += await raw.encoder()
    for (let box = 0; box < count; box++) milliseconds += await raw.decoder({ prompt: 'box' })
  }
  return milliseconds
}

async function measureMemory({ home, annotate, add, count }) {
  const many = path.join(home, 'many')
  await writeSmallPictures(many, count)
  const { memory, peak } = await annotate(many)
  const from = Math.round(count / 10)
  const label = `${count.toLocaleString('en')} small images`
  const middle = (values) => figure('', values).median
  const early = middle(memory.filter(({ done }) => done >= from && done < 2 * from).map(({ now }) => now))
  // When all are done, the models are let go.
  const late = middle(memory.filter(({ done }) => done >= count - from && done < count).map(({ now }) => now))
  add(figure(`· peak memory, ${label}`, [peak], { unit: 'MiB' }))
  add(
    figure(`· growth from the second decile to the last`, [late - early], {
      unit: 'MiB',
      target: GROWTH_TARGET_MIB
    })
  )
}

/**
 * Runs `maskwright auto-annotate` in a process of its own, into a fresh folder.
 * @returns {Promise<{ milliseconds: number, objects: number[], memory: { done: number, now: number }[], peak: number }>}
 *   from start to end, the objects of each image, mebibytes while so many images were done, and at most
 */
async function runCommand(images, detector, out) {
  await rm(out, { recursive: true, force: true })
  const words = ['auto-annotate', images, '--det-model', detector, '--output-dir', out, '--json']
  const start = performance.now()
  const child = spawn(process.execPath, [inRoot('scripts/bench/cliRun.mjs'), ...words], {
    env: { ...process.env, BENCH_MEMORY: '1' },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const objects = []
  const memory = []
  const told = []
  createInterface(child.stdout).on('line', (line) => objects.push(JSON.parse(line).objects.length))
  createInterface(child.stderr).on('line', (line) => {
    const [, now] = /^memory (\d+)$/.exec(line) ?? []
    if (now) memory.push({ done: objects.length, now: Number(now) })
    else told.push(line)
  })
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve))
  const milliseconds = performance.now() - start
  if (code !== 0) throw new Error(`maskwright ${words.join(' ')} failed:\n${told.join('\n')}`)
  return { milliseconds, objects, memory, peak: Number(/peak (\d+)/.exec(told.join('\n'))?.[1]) }
}
