import { cp, mkdir, readdir, symlink, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from '@playwright/test'
import { undeclared } from './allowed'
import { emptyWorld, startTraced, whyNoTracing, type World } from './world'

const root = resolve(import.meta.dirname, '../..')
const photo = join(root, 'resources/samples/allium-oreophilum.jpg')
const why = whyNoTracing()

/** The photograph's first object, as a COCO dataset. */
const dataset = {
  images: [{ id: 1, file_name: 'a.jpg', width: 807, height: 1024 }],
  categories: [{ id: 1, name: 'flower' }],
  annotations: [
    {
      ...{ id: 1, image_id: 1, category_id: 1, bbox: [100, 100, 300, 300], area: 90_000, iscrowd: 0 },
      segmentation: [[100, 100, 400, 100, 400, 400, 100, 400]]
    }
  ]
}

const library = (bin: string): string => `
import { Predictor } from ${JSON.stringify(pathToFileURL(join(bin, 'library.mjs')).href)}
const predictor = await Predictor.open()
await predictor.setImage(process.argv[2])
const { best } = await predictor.predict({ points: [[400, 700]] })
if (best.area < 1000) throw new Error('nothing was found')
await predictor.everything({ pointsPerSide: 2 })
await predictor.close()
`

test.describe('the command line and the library, started by a user who has nothing', () => {
  test.skip(why !== undefined && !process.env['CI'], why)
  test.describe.configure({ mode: 'serial' })
  let world: World
  let bin: string

  /** As it is installed: without the scripts of a checkout, which would prepare the environment. */
  test.beforeAll(async () => {
    expect(why).toBeUndefined()
    world = await emptyWorld()
    const installed = join(world.root, 'installed')
    bin = join(installed, 'bin')
    for (const part of ['bin', 'out/main', 'package.json', 'resources/models']) {
      await cp(join(root, part), join(installed, part), { recursive: true })
    }
    await symlink(join(root, 'node_modules'), join(installed, 'node_modules'))
    const { work } = world.folders
    await mkdir(join(work, 'photos'))
    await cp(photo, join(work, 'photos/a.jpg'))
    await mkdir(join(work, 'dataset'))
    await writeFile(join(work, 'dataset/instances.json'), JSON.stringify(dataset))
    await writeFile(join(work, 'library.mjs'), library(bin))
    const { writeFixedDetector } = (await import(
      pathToFileURL(join(root, 'scripts/bench/fixedDetector.mjs')).href
    )) as { writeFixedDetector: (file: string) => Promise<void> }
    await writeFixedDetector(join(work, 'detector.onnx'))
  })
  test.afterAll(() => world.remove())

  const tiny = ['--points-per-side', '2']
  const commands: readonly (readonly string[])[] = [
    ['predict', 'photos/a.jpg', '--point', '400,700', '--out', 'mask.png'],
    ['everything', 'photos', ...tiny, '--out', 'everything'],
    ['import', 'dataset', '--project', 'photos'],
    ['export', 'photos', '--format', 'coco', '--out', 'exported'],
    ['convert', 'dataset', '--to', 'yolo-seg', '--out', 'converted'],
    ['check', 'photos'],
    ['check', 'dataset'],
    ['auto-annotate', 'photos', '--det-model', 'detector.onnx', '--output-dir', 'annotated'],
    ['merge', 'everything-shards/shard-1-of-1', '--out', 'merged'],
    ['info', 'detector.onnx'],
    ['bench', 'photos/a.jpg', '--runs', '1'],
    ['--help'],
    ['--version']
  ]
  for (const words of commands) {
    test(`maskwright ${words.join(' ')}`, async () => {
      test.setTimeout(120_000)
      if (words[0] === 'merge') {
        const shard = ['everything', 'photos', ...tiny, '--shard', '1/1', '--out', 'everything-shards']
        await run([join(bin, 'maskwright.mjs'), ...shard])
      }
      await run([join(bin, 'maskwright.mjs'), ...words])
    })
  }

  test('a program that uses the library', async () => {
    test.setTimeout(120_000)
    await run(['library.mjs', 'photos/a.jpg'])
  })

  test('every command was tried', async () => {
    const { child, output, end } = startTraced(world, process.execPath, [
      join(bin, 'maskwright.mjs'),
      '--help'
    ])
    expect(child.pid).toBeDefined()
    await end()
    const listed = [...output().matchAll(/^ {2}([a-z-]+)(?: \[| <|\s{2,})/gm)].map(([, name]) => name)
    const tried = new Set(commands.map(([name]) => name))
    expect(listed.filter((name) => name !== 'help' && !tried.has(name ?? ''))).toEqual([])
    expect(listed.length).toBeGreaterThan(5)
  })

  async function run(words: readonly string[]): Promise<void> {
    const { folders } = world
    const traced = startTraced(world, process.execPath, words)
    const { code, acts } = await traced.end()
    expect(code, traced.output()).toBe(0)
    // It writes where it was told to, and a project beside its images.
    expect(undeclared(acts, world, false, [folders.work])).toEqual([])
    for (const name of ['home', 'config', 'cache', 'data', 'state', 'runtime', 'tmp'] as const) {
      expect(await readdir(folders[name]), name).toEqual([])
    }
  }
})
