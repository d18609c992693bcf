import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { findImages, renamedResults } from './inputs'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maskwright-inputs-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function put(...paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), '')
  }
}

it('finds images below a folder, but not those of the output folder', async () => {
  await put(
    'a.jpg',
    'sub/b.png',
    'out/c.png',
    '..d.png',
    '@eaDir/a.jpg/SYNOPHOTO_THUMB_M.jpg',
    '__MACOSX/._a.jpg'
  )
  const images = await findImages([folder], join(folder, 'out'))
  expect(images.map(({ name, stem }) => [name, stem])).toEqual([
    ['a.jpg', 'a'],
    ['sub/b.png', 'sub/b']
  ])
  expect(renamedResults(images)).toEqual([])
})

it('an output folder whose name begins with two dots is left out, too', async () => {
  await put('a.jpg', '..out/c.png')
  const images = await findImages([join(folder, '..out'), folder], join(folder, '..out'))
  expect(images.map(({ name }) => name)).toEqual(['a.jpg'])
})

it.skipIf(process.platform === 'win32')(
  'results get names that every system takes, and that is told',
  async () => {
    await put('12:30.jpg', 'con.png', 'plain.jpg', 'x"y/1.jpg')
    const images = await findImages([folder])
    expect(new Map(images.map(({ name, stem }) => [name, stem]))).toEqual(
      new Map([
        ['12:30.jpg', '12_30'],
        ['con.png', 'con_'],
        ['plain.jpg', 'plain'],
        ['x"y/1.jpg', 'x_y/1']
      ])
    )
    expect([...renamedResults(images)].sort()).toEqual([
      '12:30.jpg: results are named 12_30',
      'con.png: results are named con_',
      'x"y/1.jpg: results are named x_y/1'
    ])
  }
)

it('names no more than twenty', () => {
  const images = Array.from({ length: 23 }, (_, i) => ({ path: '', name: `${i}:.jpg`, stem: `${i}_` }))
  const lines = renamedResults(images)
  expect(lines).toHaveLength(21)
  expect(lines.at(-1)).toBe('3 more images have results with other names')
})
