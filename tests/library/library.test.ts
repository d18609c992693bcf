import { execFile } from 'node:child_process'
import { access, copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import type * as Declared from 'maskwright'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest'
import { Predictor } from '../../src/library/predictor'
import type * as Own from '../../src/library/types'
import { decodeImageFile } from '../../src/imaging/decode'
import { modelDir } from '../../src/imaging/testing/samples'
import { pasture } from '../cli/run'

const root = join(import.meta.dirname, '../..')

it('is declared as it is', () => {
  expectTypeOf<Pick<Predictor, keyof Predictor>>().toEqualTypeOf<
    Pick<Declared.Predictor, keyof Declared.Predictor>
  >()
  expectTypeOf<Own.PredictorOptions>().toEqualTypeOf<Declared.PredictorOptions>()
  expectTypeOf<Parameters<typeof Predictor.open>>().toEqualTypeOf<
    Parameters<typeof Declared.Predictor.open>
  >()
})

it('is exported by files that the package has', async () => {
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    files: string[]
    exports: { '.': { types: string; default: string } }
  }
  for (const file of Object.values(manifest.exports['.'])) await access(join(root, file))
  expect(manifest.files).toContain('bin')
})

describe('the predictor', { timeout: 120_000 }, () => {
  let predictor: Predictor

  beforeAll(async () => {
    predictor = await Predictor.open({ model: modelDir, threads: 2 })
  }, 120_000)
  afterAll(() => predictor.close())

  it('gives masks as they are documented, from a path and from pixels alike', async () => {
    await expect(predictor.predict({ points: [[1, 1]] })).rejects.toMatchObject({ kind: 'bad-prompt' })
    await predictor.setImage(pasture)
    const { best, masks } = await predictor.predict({ points: [[530, 370]] })
    expect(masks).toHaveLength(4)
    expect(masks).toContain(best)
    expect(best.rle.size).toEqual([498, 1024])
    expect(best.bitmap().reduce((sum, pixel) => sum + pixel, 0)).toBe(best.area)
    const refined = await predictor.predict({ points: [[530, 370]], mask: best })
    expect(refined.best.score).toBeGreaterThan(0.5)

    const { width, height, channels, data } = await decodeImageFile(pasture)
    await predictor.setImage({ width, height, channels, data })
    expect((await predictor.predict({ points: [[530, 370]] })).best.rle).toEqual(best.rle)
    await expect(predictor.predict({ points: [[1, 1]], mask: best })).rejects.toThrow(
      'does not belong to the current image'
    )
  })

  it('segments several objects in one call', async () => {
    await predictor.setImage(pasture)
    const boxes = [
      [424, 166, 760, 442],
      [100, 200, 300, 400]
    ] as const
    const both = await predictor.predict({ bboxes: boxes })
    const alone = [await predictor.predict({ box: boxes[0] }), await predictor.predict({ box: boxes[1] })]
    expect(both.map(({ best }) => best.rle)).toEqual(alone.map(({ best }) => best.rle))

    const groups = await predictor.predict({ points: [[[530, 370]], [[480, 240]]], labels: [[1], [1]] })
    const point = await predictor.predict({ points: [[530, 370]] })
    expect(groups).toHaveLength(2)
    expect(groups[0]?.best.rle).toEqual(point.best.rle)
  })

  it('names what is wrong, and can be used afterwards', async () => {
    await predictor.setImage(pasture)
    await expect(predictor.predict({ points: [[]] })).rejects.toMatchObject({ kind: 'bad-prompt' })
    const two = [
      [424, 166, 760, 442],
      [100, 200, 300, 400]
    ] as const
    await expect(predictor.predict({ bboxes: two, points: [[[530, 370]]] })).rejects.toThrow(
      '2 boxes but 1 groups of points'
    )
    await expect(predictor.predict({ points: [[1, 1]], labels: [] })).rejects.toThrow('1 points but 0 labels')
    await expect(predictor.setImage('nowhere.jpg')).rejects.toMatchObject({ kind: 'image-missing' })
    await expect(predictor.predict({ box: [1, 1, 9, 9] })).rejects.toThrow('call setImage first')
    const wrong = { width: 2, height: 2, channels: 3, data: new Uint8Array(5) } as const
    await expect(predictor.setImage(wrong)).rejects.toThrow(RangeError)
    await expect(Predictor.open({ model: 'nowhere' })).rejects.toMatchObject({ kind: 'model-missing' })
  })
})

it('runs the example of the documentation', { timeout: 240_000 }, async () => {
  const outDir = join(root, 'node_modules/.cache/maskwright-library', String(process.pid))
  const source = (path: string): string => join(root, 'src', path)
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    resolve: { alias: { '@shared': source('shared') } },
    build: {
      ...{ ssr: true, outDir, emptyOutDir: true, target: 'node20.18' },
      rolldownOptions: {
        input: {
          cli: source('cli/main.ts'),
          encoderWorker: source('engine/process/encoderWorker.ts'),
          everythingWorker: source('engine/segment/worker.ts')
        },
        output: { format: 'es', entryFileNames: '[name].js' }
      }
    }
  })
  const folder = await mkdtemp(join(tmpdir(), 'library-'))
  const text = await readFile(join(root, 'docs/library.md'), 'utf8')
  const example = /```js\n([^]*?)```/.exec(text)?.[1] ?? ''
  const file = join(folder, 'example.mjs')
  await writeFile(file, example.replace("'maskwright'", `'${pathToFileURL(join(outDir, 'cli.js')).href}'`))
  await copyFile(pasture, join(folder, 'photo.jpg'))
  const env = { ...process.env, MASKWRIGHT_MODEL_DIR: modelDir }
  const { stdout } = await promisify(execFile)(process.execPath, [file], { cwd: folder, env })
  const lines = stdout.trim().split('\n')
  expect(lines).toHaveLength(5)
  expect(lines.slice(1, 4)).toEqual(['[ 498, 1024 ]', '4', '2'])
  expect(Number(lines[4])).toBeGreaterThan(0)
  await rm(folder, { recursive: true })
  await rm(outDir, { recursive: true })
})
