import { shapeBounds } from '@shared/geometry/shape'
import { rleFromMask } from '@shared/mask/maskData'
import { ProblemError } from '@shared/schema/problem'
import { shapeSchema } from '@shared/schema/shape'
import type { Size } from '@shared/geometry/spaces'
import type { ForeignImage } from '../import/foreign'
import type { DatasetReader } from '../import/reader'
import { seededRandom } from '../random'
import { memorySource, readAll } from './memorySource'

type Files = Readonly<Record<string, string | Uint8Array>>

/** What is put in place of numbers and words: values at the edge of what formats, and JavaScript, can say. */
const NASTY = [
  '-1',
  '0',
  '1e999',
  '-1e308',
  '1000000000',
  '99999999999999999999',
  '0.1e-400',
  'NaN',
  'Infinity',
  'null',
  'true',
  '""',
  '"x"',
  '[]',
  '{}',
  '[[]]',
  '"../../../etc/passwd"',
  '"/etc/passwd"',
  '"C:\\\\a.jpg"',
  '"__proto__"',
  '"\\u0000"',
  '&lt;',
  '<!ENTITY a "b">',
  '\ufffd',
  '\n',
  ' '
]

/** How a file is damaged: from its bytes to other bytes. */
type Mutation = (bytes: Buffer, random: () => number) => Buffer

const place = (bytes: Buffer, random: () => number): number => Math.floor(random() * (bytes.length + 1))

/** A part of the file, mostly a short one. */
function range(bytes: Buffer, random: () => number): [number, number] {
  const from = place(bytes, random)
  return [from, Math.min(bytes.length, from + Math.floor(random() ** 3 * 200))]
}

/** Replaces what a pattern finds, at one place. */
function replaceOne(pattern: RegExp, pick: (random: () => number, found: string) => string): Mutation {
  return (bytes, random) => {
    const text = bytes.toString('utf8')
    const found = [...text.matchAll(pattern)]
    const hit = found[Math.floor(random() * found.length)]
    if (!hit) return bytes
    const [word] = hit
    return Buffer.from(text.slice(0, hit.index) + pick(random, word) + text.slice(hit.index + word.length))
  }
}

const nasty = (random: () => number): string => NASTY[Math.floor(random() * NASTY.length)] ?? ''

const mutations: readonly Mutation[] = [
  // Cut off.
  (bytes, random) => bytes.subarray(0, place(bytes, random)),
  // A part gone, twice, or elsewhere.
  (bytes, random) => {
    const [from, to] = range(bytes, random)
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)])
  },
  (bytes, random) => {
    const [from, to] = range(bytes, random)
    return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)])
  },
  (bytes, random) => {
    const [from, to] = range(bytes, random)
    const at = place(bytes, random)
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(from, to), bytes.subarray(at)])
  },
  // One byte changed.
  (bytes, random) => {
    const copy = Buffer.from(bytes)
    if (copy.length > 0) copy[Math.floor(random() * copy.length)] = Math.floor(random() * 256)
    return copy
  },
  replaceOne(/-?\d+(?:\.\d+)?/g, nasty),
  replaceOne(/"[^"\n]*"/g, nasty),
  replaceOne(/[A-Za-z_]{2,}/g, nasty),
  replaceOne(/[[\]{}<>,:]/g, (random) => '[]{}<>,:'[Math.floor(random() * 8)] ?? ''),
  replaceOne(/-?\d+(?:\.\d+)?/g, (random, found) => String(Number(found) * (random() * 4 - 2)))
]

/** The files with one of them damaged in one to three ways; the same seed does the same. */
function damagedFiles(files: Files, seed: number): Files {
  const random = seededRandom(seed)
  const names = Object.keys(files)
  const name = names[Math.floor(random() * names.length)] ?? ''
  let bytes = Buffer.from(files[name] ?? '')
  const times = 1 + Math.floor(random() * 3)
  for (let n = 0; n < times; n++) {
    bytes = Buffer.from(mutations[Math.floor(random() * mutations.length)]?.(bytes, random) ?? bytes)
  }
  return { ...files, [name]: bytes }
}

/**
 * Reads damaged copies of valid files. Whatever is in them, a reader gives well-formed images or a problem that names
 * file, line and reason; anything else fails the test, and names the seed.
 */
export async function fuzzReader(
  reader: DatasetReader,
  files: Files,
  options: { cases: number; firstSeed?: number; sizes?: Readonly<Record<string, Size>> }
): Promise<void> {
  const { cases, firstSeed = 1, sizes = {} } = options
  for (let seed = firstSeed; seed < firstSeed + cases; seed++) {
    try {
      const source = memorySource(damagedFiles(files, seed), { step: 1 + (seed % 97) * 13 })
      await reader.detect(source)
      const { images } = await readAll(reader, source, { sizes, limits: { pixels: 4_000_000 } })
      for (const image of images) checkForeignImage(image)
    } catch (error) {
      if (error instanceof ProblemError && error.kind === 'dataset-broken') continue
      throw new Error(`Seed ${seed}: ${String(error)}`, { cause: error })
    }
  }
}

/** @throws Error for an image that the project could not take over. */
export function checkForeignImage({ name, size, objects }: ForeignImage): void {
  if (name === '' || name.startsWith('/') || name.split('/').includes('..')) throw new Error(`Name ${name}`)
  for (const { shape, className, attributes, score } of objects) {
    shapeSchema.parse(shape)
    if (className === '') throw new Error('A class without a name')
    if (score !== null && !(score >= 0 && score <= 1)) throw new Error(`Score ${score}`)
    for (const value of Object.values(attributes)) {
      if (!['string', 'number', 'boolean'].includes(typeof value)) throw new Error('An attribute')
    }
    const bounds = shapeBounds(shape)
    if (!bounds || !(bounds.width > 0) || !(bounds.height > 0)) throw new Error('A shape without extent')
    if (shape.kind === 'mask') rleFromMask(shape)
    if (!size) continue
    const { x, y, width, height } = bounds
    const isInside = x >= 0 && y >= 0 && x + width <= size.width + 1e-6 && y + height <= size.height + 1e-6
    if (!isInside) throw new Error(`A shape outside: ${JSON.stringify(bounds)}`)
  }
}
