import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { ImageId } from '@shared/schema/ids'
import { splitGroups } from '../formats/split'
import { seededRandom } from '../formats/random'
import { nearDuplicates } from './nearDuplicates'
import { assignSplits } from './assignSplits'

const never = new AbortController().signal
const shares = { train: 0.5, val: 0.25, test: 0.25, seed: 3 }

const images = (paths: readonly string[]) => paths.map((path, i) => ({ id: (i + 1) as ImageId, path }))
const noFile = () => Promise.resolve(null)

describe('partsOf', () => {
  it('goes by the innermost folder that is called after a part', async () => {
    const paths = ['a.jpg', 'Train/a.jpg', 'x/valid/a.jpg', 'test/val/a.jpg', 'testing/y/a.jpg']
    const parts = await assignSplits(images(paths), { by: 'folder' }, noFile, never, () => undefined)
    expect([...parts.values()]).toEqual(['train', 'train', 'val', 'val', 'test'])
  })

  it('keeps the images of a folder in one part', async () => {
    const paths = Array.from({ length: 40 }, (_, i) => `folder ${i % 8}/${i}.jpg`)
    const split = { by: 'ratio', together: 'folder', ...shares } as const
    const parts = await assignSplits(images(paths), split, noFile, never, () => undefined)
    for (let folder = 0; folder < 8; folder++) {
      const own = paths.filter((path) => path.startsWith(`folder ${folder}/`))
      expect(new Set(own.map((path) => parts.get(path))).size).toBe(1)
    }
    const count = (part: string): number => [...parts.values()].filter((each) => each === part).length
    expect([count('train'), count('val'), count('test')]).toEqual([20, 10, 10])
  })

  it('keeps what looks alike in one part, whatever its size and format', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'maskwright-parts-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    const files = ['0.png', '0.jpg', '1.png', '1.jpg', '2.png', '2.jpg', '3.png', '3.jpg']
    for (const name of files)
      await writeFile(join(folder, name), scene(Number(name[0]), name.endsWith('jpg')))
    const split = { by: 'ratio', together: 'near-duplicates', ...shares } as const
    const fileOf = (id: ImageId) => Promise.resolve(join(folder, files[id - 1] ?? ''))
    const seen: number[] = []
    const parts = await assignSplits(images(files), split, fileOf, never, (done) => seen.push(done))
    for (const n of [0, 1, 2, 3]) expect(parts.get(`${n}.png`)).toBe(parts.get(`${n}.jpg`))
    expect([...parts.values()].sort()).toEqual([
      ...new Array<string>(2).fill('test'),
      ...new Array<string>(4).fill('train'),
      ...new Array<string>(2).fill('val')
    ])
    expect(seen).toHaveLength(8)
  })
})

/** A picture with blocks of light and dark by a number; small as JPEG, large as PNG. */
function scene(number: number, small: boolean): Buffer {
  const [width, height] = small ? [180, 160] : [360, 320]
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  const random = seededRandom(number)
  for (let y = 0; y < 8; y++) {
    for (let x = 0; x < 9; x++) {
      const tone = Math.floor(random() * 256)
      context.fillStyle = `rgb(${tone},${tone},${tone})`
      context.fillRect((x * width) / 9, (y * height) / 8, width / 9, height / 8)
    }
  }
  return small ? canvas.toBuffer('image/jpeg') : canvas.toBuffer('image/png')
}

describe('nearDuplicates', () => {
  const hash = fc.uint8Array({ minLength: 8, maxLength: 8 })

  it('finds the groups that a comparison of all with all finds', () => {
    const close = fc.tuple(hash, fc.integer({ min: 0, max: 63 })).map(([bytes, bit]) => {
      const copy = Uint8Array.from(bytes)
      copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      return [bytes, copy]
    })
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            close,
            hash.map((one) => [one]),
            fc.constant([null])
          ),
          { maxLength: 12 }
        ),
        (drawn) => {
          const hashes = drawn.flat()
          expect(asSets(nearDuplicates(hashes))).toEqual(asSets(allWithAll(hashes)))
        }
      )
    )
  })
})

const asSets = (groups: readonly (readonly number[])[]): string[] =>
  groups.map((group) => [...group].sort((a, b) => a - b).join(' ')).sort()

function allWithAll(hashes: readonly (Uint8Array | null)[]): number[][] {
  const groups: number[][] = []
  hashes.forEach((hash, at) => {
    const near = groups.filter((group) => group.some((other) => differ(hash, hashes[other] ?? null) <= 7))
    for (const group of near) groups.splice(groups.indexOf(group), 1)
    groups.push([...near.flat(), at])
  })
  return groups
}

function differ(a: Uint8Array | null, b: Uint8Array | null): number {
  if (!a || !b) return 64
  return [...a].reduce((sum, byte, i) => sum + (byte ^ (b[i] ?? 0)).toString(2).replaceAll('0', '').length, 0)
}

describe('splitGroups', () => {
  it('loses nothing, keeps groups whole, and does not depend on the order', () => {
    const groups = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(groups, fc.integer(), (sizes, seed) => {
        const named = sizes.map((size, g) => Array.from({ length: size }, (_, i) => `${g}/${i}`))
        const split = { ...shares, seed }
        const parts = splitGroups(named, split)
        expect(parts.size).toBe(named.flat().length)
        for (const group of named) expect(new Set(group.map((path) => parts.get(path))).size).toBe(1)
        expect(new Map([...splitGroups(named.toReversed(), split)].sort())).toEqual(
          new Map([...parts].sort())
        )
      })
    )
  })
})
