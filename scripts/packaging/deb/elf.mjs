import { readFile } from 'node:fs/promises'

const MAGIC = 0x464c457f
const PROGRAM = { load: 1, dynamic: 2 }
const TAG = { end: 0, needed: 1, strings: 5 }

/**
 * What a 64-bit little-endian ELF file asks for: the shared libraries of its DT_NEEDED entries, and the newest symbol
 * version of the C library. Read from the file itself, so that nothing has to be installed and nothing is run.
 * @param {string} file
 * @returns {Promise<{ libraries: string[], glibc: string | undefined } | null>} null for what is no such file
 */
export async function readElf(file) {
  const bytes = await readFile(file)
  if (bytes.length < 64 || bytes.readUInt32LE(0) !== MAGIC || bytes[4] !== 2 || bytes[5] !== 1) return null
  const segments = programHeaders(bytes)
  const dynamic = segments.find(({ type }) => type === PROGRAM.dynamic)
  return { libraries: dynamic ? needed(bytes, segments, dynamic) : [], glibc: newestGlibc(bytes) }
}

function programHeaders(bytes) {
  const start = Number(bytes.readBigUInt64LE(32))
  const [size, count] = [bytes.readUInt16LE(54), bytes.readUInt16LE(56)]
  return Array.from({ length: count }, (_, index) => {
    const at = start + index * size
    const long = (offset) => Number(bytes.readBigUInt64LE(at + offset))
    return { type: bytes.readUInt32LE(at), offset: long(8), address: long(16), fileSize: long(32) }
  })
}

function needed(bytes, segments, dynamic) {
  const names = []
  let strings = 0
  for (let at = dynamic.offset; at + 16 <= dynamic.offset + dynamic.fileSize; at += 16) {
    const [tag, value] = [Number(bytes.readBigUInt64LE(at)), Number(bytes.readBigUInt64LE(at + 8))]
    if (tag === TAG.end) break
    if (tag === TAG.needed) names.push(value)
    if (tag === TAG.strings) strings = offsetOf(segments, value)
  }
  return names.map((name) => {
    const start = strings + name
    return bytes.toString('latin1', start, bytes.indexOf(0, start))
  })
}

/** Where in the file a virtual address is. */
function offsetOf(segments, address) {
  const segment = segments.find(
    (each) => each.type === PROGRAM.load && address >= each.address && address < each.address + each.fileSize
  )
  if (!segment) throw new Error('An ELF file has its strings outside of its segments.')
  return address - segment.address + segment.offset
}

function newestGlibc(bytes) {
  const versions = [...bytes.toString('latin1').matchAll(/GLIBC_(\d+)\.(\d+)(?![\d.])/g)].map(
    ([, major, minor]) => [Number(major), Number(minor)]
  )
  versions.sort(([a, b], [c, d]) => a - c || b - d)
  return versions.at(-1)?.join('.')
}
