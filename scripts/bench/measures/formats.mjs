import { rm } from 'node:fs/promises'
import path from 'node:path'
import { capture } from '../../lib/run.mjs'
import { inRoot } from '../../lib/paths.mjs'
import { MANY_CORNERS, writeCoco, writePlainImages } from '../datasets.mjs'
import { figure } from '../figures.mjs'

/** Objects of the dataset that goes through every format. */
const SMALL = 10_000
/** Objects of the COCO file that is imported and exported, and with `--large` or `--huge`. */
const USUAL = 100_000
const LARGE = 1_000_000
const EXPORT_TARGET_S = 20
const MEMORY_TARGET_MIB = 1024

const both = ['yolo', 'yolo-seg', 'yolo-obb', 'labelme', 'voc', 'masks', 'cvat', 'label-studio']

/**
 * Datasets in and out by the command line: objects a second for each format, and the time and memory of a large COCO
 * file.
 */
export async function measureFormats({ folder, options, add }) {
  const home = path.join(folder, 'formats')
  const small = await project(home, 'small', SMALL)
  await run(home, ['import', small.file, '--project', small.images])
  for (const format of ['coco', ...both, 'csv']) {
    const out = await run(home, ['export', small.images, '--format', format, '--out', path.join(home, 'out')])
    add(rate(`${format}: objects out`, out.report))
    if (format === 'csv') continue
    const back = await run(home, [
      ...['import', out.report.destination, '--project', small.images],
      ...['--format', format, '--on-existing', 'replace']
    ])
    add(rate(`${format}: objects in`, back.report))
  }
  const isLarge = options.large || options.huge
  const count = isLarge ? LARGE : USUAL
  const much = await project(home, 'much', count, options.huge ? MANY_CORNERS : undefined)
  const label = count.toLocaleString('en')
  const imported = await run(home, ['import', much.file, '--project', much.images])
  add(seconds(`COCO: ${label} objects in`, imported.report))
  add(memory(`· memory`, imported, MEMORY_TARGET_MIB))
  const exported = await run(home, [
    'export',
    much.images,
    '--format',
    'coco',
    '--out',
    path.join(home, 'out')
  ])
  add(seconds(`COCO: ${label} objects out`, exported.report, isLarge ? undefined : EXPORT_TARGET_S))
  add(memory(`· memory`, exported, MEMORY_TARGET_MIB))
  await rm(home, { recursive: true, force: true })
}

async function project(home, name, objects, corners) {
  const images = path.join(home, name)
  await writePlainImages(images, objects)
  const file = path.join(home, `${name}.json`)
  await writeCoco(file, objects, corners)
  return { images, file }
}

/** Runs the command line in a process of its own. */
async function run(home, words) {
  const env = {
    ...process.env,
    XDG_CONFIG_HOME: path.join(home, 'config'),
    APPDATA: path.join(home, 'config')
  }
  const script = inRoot('scripts/bench/cliRun.mjs')
  const { code, stdout, stderr } = await capture(process.execPath, [script, ...words, '--json'], { env })
  if (code !== 0) throw new Error(`maskwright ${words.join(' ')} failed:\n${stderr}`)
  return { report: JSON.parse(stdout), mebibytes: Number(/peak (\d+)/.exec(stderr)?.[1]) }
}

const rate = (name, { objects, seconds }) => figure(name, [objects / seconds], { unit: 'objects/s' })
const seconds = (name, report, target) => figure(name, [report.seconds], { unit: 's', target })
const memory = (name, { mebibytes }, target) => figure(name, [mebibytes], { unit: 'MiB', target })
