import { seededRandom } from './random.mjs'

/**
 * The files of one case by name.
 * @typedef {Record<string, Uint8Array>} Files
 * How a file is damaged: from its bytes to other bytes.
 * @typedef {(bytes: Buffer, random: () => number, others: readonly Uint8Array[]) => Buffer} Mutation
 */

/** Numbers at the edge of what fields of 1, 2, 4 and 8 bytes can say. */
const EDGES = [
  0n,
  1n,
  0x7fn,
  0x80n,
  0xffn,
  0x7fffn,
  0x8000n,
  0xffffn,
  0x7fffffffn,
  0x80000000n,
  0xffffffffn,
  0x7fffffffffffffffn,
  0xffffffffffffffffn
]

/** What takes the place of numbers and words in files of text. */
const WORDS = [
  '-1',
  '0',
  '1e999',
  '-1e308',
  '99999999999999999999',
  'NaN',
  'null',
  'true',
  '""',
  '[]',
  '{}',
  '"../../outside"',
  '"/etc/passwd"',
  '"C:\\\\a.jpg"',
  '"__proto__"',
  '"\\u0000"',
  '<!ENTITY a "b">',
  '\ufffd',
  '\n'
]

const whole = (random, below) => Math.floor(random() * below)
const pick = (random, list) => list[whole(random, list.length)]

/** A part of the file, mostly a short one. */
function range(bytes, random) {
  const from = whole(random, bytes.length + 1)
  return [from, Math.min(bytes.length, from + 1 + Math.floor(random() ** 3 * 300))]
}

/** Overwrites a field of 1 to 8 bytes, in either byte order. */
function setField(bytes, random) {
  const length = pick(random, [1, 2, 4, 4, 8])
  if (bytes.length < length) return bytes
  const value = BigInt.asUintN(length * 8, pick(random, EDGES))
  const field = Buffer.alloc(8)
  const copy = Buffer.from(bytes)
  const at = whole(random, bytes.length - length + 1)
  if (random() < 0.5) {
    field.writeBigUInt64LE(value)
    field.copy(copy, at, 0, length)
  } else {
    field.writeBigUInt64BE(value)
    field.copy(copy, at, 8 - length)
  }
  return copy
}

/** Replaces one of the places that a pattern finds. */
const replaceOne = (pattern) => (bytes, random) => {
  // Latin-1 keeps every byte as it is.
  const text = bytes.subarray(0, 1 << 20).toString('latin1')
  const hit = pick(random, [...text.matchAll(pattern)])
  if (!hit) return bytes
  const end = hit.index + hit[0].length
  return Buffer.concat([bytes.subarray(0, hit.index), Buffer.from(pick(random, WORDS)), bytes.subarray(end)])
}

/** @type {readonly Mutation[]} */
const mutations = [
  setField,
  setField,
  (bytes, random) => {
    const copy = Buffer.from(bytes)
    if (copy.length > 0) copy[whole(random, copy.length)] ^= 1 << whole(random, 8)
    return copy
  },
  (bytes, random) => bytes.subarray(0, whole(random, bytes.length + 1)),
  (bytes, random) => {
    const [from, to] = range(bytes, random)
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)])
  },
  (bytes, random) => {
    const [from, to] = range(bytes, random)
    const at = whole(random, bytes.length + 1)
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(from, to), bytes.subarray(at)])
  },
  (bytes, random) => {
    const [from, to] = range(bytes, random)
    return Buffer.concat([
      bytes.subarray(0, from),
      Buffer.alloc(to - from, whole(random, 256)),
      bytes.subarray(to)
    ])
  },
  // A part of another seed.
  (bytes, random, others) => {
    const other = Buffer.from(pick(random, others) ?? bytes)
    const [from, to] = range(other, random)
    const at = whole(random, bytes.length + 1)
    return Buffer.concat([bytes.subarray(0, at), other.subarray(from, to), bytes.subarray(at)])
  },
  replaceOne(/-?\d+(?:\.\d+)?/g),
  replaceOne(/"[^"\n]*"/g),
  replaceOne(/[A-Za-z_]{2,}/g),
  replaceOne(/[[\]{}<>,:]/g)
]

/**
 * The files with one of them damaged in one to four ways; the same seed does the same.
 * @param {Files} files
 * @param {number} seed
 * @param {readonly Files[]} pool whose parts may be spliced in
 * @returns {Files}
 */
export function mutate(files, seed, pool = []) {
  const random = seededRandom(seed)
  const name = pick(random, Object.keys(files))
  if (name === undefined) return files
  const others = pool.flatMap((each) => Object.values(each)).slice(0, 64)
  let bytes = Buffer.from(files[name])
  for (let left = 1 + whole(random, 4); left > 0; left--)
    bytes = pick(random, mutations)(bytes, random, others)
  return { ...files, [name]: new Uint8Array(bytes) }
}
