import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from '@playwright/test'
import { CELLS, table, writeTinyModel } from '../../src/engine/detect/testing/tinyModel'
import { putPhotos, type PhotoName } from '../support/photos'

const photos: Readonly<Record<string, PhotoName>> = {
  'a.jpg': 'nagasaki-boats',
  'b.jpg': 'march-pastoral',
  'c.jpg': 'allium-oreophilum',
  'sub/d.jpg': 'airplane-from-above',
  'sub/e.jpg': 'nagasaki-boats'
}

let folder: string

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maskwright-killed-'))
  await putPhotos(join(folder, 'photos'), photos)
})
test.afterEach(() => rm(folder, { recursive: true }))

interface Ended {
  readonly code: number | null
  /** Lines of stdout. */
  readonly lines: readonly string[]
  readonly errors: string
}

/** Runs the built command in a process of its own; with `killWhen` it is killed as soon as that says so. */
async function maskwright(
  words: readonly string[],
  killWhen?: (lines: readonly string[]) => Promise<boolean> | boolean
): Promise<Ended> {
  const child = spawn(process.execPath, ['bin/maskwright.mjs', ...words], {
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const lines: string[] = []
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
  createInterface(child.stdout).on('line', (line) => lines.push(line))
  const closed = once(child, 'close') as Promise<[number | null]>
  if (killWhen) {
    await expect.poll(() => killWhen(lines), { timeout: 120_000, intervals: [10] }).toBe(true)
    child.kill('SIGKILL')
  }
  const [code] = await closed
  return { code, lines, errors }
}

/** Every file in a folder and below, hidden ones too, with what is in it. */
async function contentsOf(root: string): Promise<Record<string, string>> {
  const contents: Record<string, string> = {}
  for (const name of (await readdir(root, { recursive: true })).sort()) {
    if ((await stat(join(root, name))).isFile()) contents[name] = await readFile(join(root, name), 'utf8')
  }
  return contents
}

/** A detector with YOLOX's output that finds the same two boxes in each image. */
function fixedDetector(): Promise<string> {
  // Left, top, width, height are 1/8, 1/8, 3/8, 2/8 and 4/8, 2/8, 2/8, 1/8 of the input's 64 pixels.
  const values = table(CELLS, 7, {
    9: [1.5, 0, Math.log(3), Math.log(2), 1, 0.9, 0],
    19: [2, 0.5, Math.log(2), 0, 1, 0, 0.8]
  })
  return writeTinyModel(folder, { outputs: [{ name: 'output', dims: [1, CELLS, 7], values }] })
}

for (const format of ['yolo-seg', 'coco']) {
  test(
    `auto-annotate goes on after it was killed, and does nothing twice (${format})`,
    { tag: '@safety' },
    async () => {
      test.setTimeout(300_000)
      const words = ['auto-annotate', join(folder, 'photos'), '--det-model', await fixedDetector(), '--json']
      const into = (name: string): string[] => [
        ...words,
        '--format',
        format,
        '--output-dir',
        join(folder, name)
      ]
      const images = (lines: readonly string[]): string[] => {
        return lines.map((line) => (JSON.parse(line) as { image: string }).image)
      }

      const whole = await maskwright(into('whole'))
      expect([whole.code, whole.lines.length]).toEqual([0, 5])
      const killed = await maskwright(into('labels'), (lines) => lines.length >= 2)
      expect(killed.code).toBeNull()
      const again = await maskwright(into('labels'))
      expect(again.code).toBe(0)

      // An image that was ready may not have been printed yet.
      const left = images(again.lines)
      expect(left.length).toBeGreaterThan(0)
      expect(left.filter((image) => images(killed.lines).includes(image))).toEqual([])
      expect(again.errors).toContain(`${5 - left.length} skipped (already done)`)
      expect(
        [...images(killed.lines), ...left].filter((image) => !images(whole.lines).includes(image))
      ).toEqual([])
      expect(await contentsOf(join(folder, 'labels'))).toEqual(await contentsOf(join(folder, 'whole')))
    }
  )
}

test('everything goes on after it was killed, and does nothing twice', { tag: '@safety' }, async () => {
  test.setTimeout(300_000)
  const words = ['everything', join(folder, 'photos'), '--points-per-side', '2', '--format', 'yolo-seg']
  const into = (name: string): string[] => [...words, '--out', join(folder, name)]
  const isThere = (file: string): Promise<boolean> => {
    return stat(join(folder, file)).then(
      () => true,
      () => false
    )
  }

  expect((await maskwright(into('whole'))).code).toBe(0)
  const killed = await maskwright(into('masks'), () => isThere('masks/b.txt'))
  expect(killed.code).toBeNull()
  const first = await stat(join(folder, 'masks/a.txt'))
  const again = await maskwright(into('masks'))
  expect(again.code).toBe(0)
  expect(again.errors).toMatch(/[1-4] skipped \(already done\)/)
  expect((await stat(join(folder, 'masks/a.txt'))).mtimeMs).toBe(first.mtimeMs)
  expect(await contentsOf(join(folder, 'masks'))).toEqual(await contentsOf(join(folder, 'whole')))
})
