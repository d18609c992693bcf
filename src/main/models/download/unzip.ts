import { createReadStream, createWriteStream } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { posix } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32, createInflateRaw } from 'node:zlib'
import { join } from 'node:path'
import { ProblemError } from '@shared/schema/problem'

const END = 0x06054b50
const ENTRY = 0x02014b50
const END_BYTES = 22
const STORED = 0
const DEFLATED = 8

interface ZipEntry {
  readonly name: string
  readonly method: number
  readonly crc: number
  readonly packedBytes: number
  readonly bytes: number
  readonly offset: number
}

/**
 * Unpacks the models of a zip archive, and the files with their weights, into a folder; folders inside of the archive
 * are left out. Everything else in it is ignored.
 * @returns paths of the .onnx files
 * @throws ProblemError model-unreadable; the file system's errors
 */
export async function unzipModels(archive: string, folder: string, name: string): Promise<string[]> {
  const handle = await open(archive, 'r')
  try {
    const { size } = await handle.stat()
    const entries = (await readEntries(handle, size, name)).filter(({ name: file }) => isModelFile(file))
    const paths: string[] = []
    for (const entry of entries) {
      const target = join(folder, posix.basename(entry.name))
      if (paths.includes(target)) throw damaged(name)
      await unpack(handle, archive, entry, target, name)
      paths.push(target)
    }
    const models = paths.filter((path) => path.endsWith('.onnx'))
    if (models.length === 0) throw damaged(name)
    return models
  } finally {
    await handle.close()
  }
}

function isModelFile(name: string): boolean {
  const file = posix.basename(name)
  return /\.(onnx|onnx[._]data|data|weights|bin)$/.test(file) && !/^\.|[\\:\0]/.test(file)
}

async function readEntries(handle: FileHandle, size: number, name: string): Promise<ZipEntry[]> {
  const tail = await read(
    handle,
    Math.max(0, size - END_BYTES - 0xffff),
    Math.min(size, END_BYTES + 0xffff),
    name
  )
  let end = tail.length - END_BYTES
  while (end >= 0 && tail.readUInt32LE(end) !== END) end--
  if (end < 0) throw damaged(name)
  const count = tail.readUInt16LE(end + 10)
  const directory = await read(handle, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12), name)
  const entries: ZipEntry[] = []
  let at = 0
  for (let i = 0; i < count; i++) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== ENTRY) throw damaged(name)
    const nameBytes = directory.readUInt16LE(at + 28)
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameBytes),
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      packedBytes: directory.readUInt32LE(at + 20),
      bytes: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42)
    })
    at += 46 + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return entries
}

async function unpack(
  handle: FileHandle,
  archive: string,
  { method, crc, packedBytes, bytes, offset }: ZipEntry,
  target: string,
  name: string
): Promise<void> {
  if (method !== STORED && method !== DEFLATED) throw damaged(name)
  const header = await read(handle, offset, 30, name)
  const start = offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  let [written, sum] = [0, 0]
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      written += chunk.length
      sum = crc32(chunk, sum)
      // An archive must not unpack to more than it says.
      done(written > bytes ? damaged(name) : null, chunk)
    }
  })
  const source = createReadStream(archive, { start, end: start + packedBytes - 1, highWaterMark: 1 << 18 })
  const sink = createWriteStream(target)
  try {
    await (method === STORED
      ? pipeline(source, count, sink)
      : pipeline(source, createInflateRaw(), count, sink))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    throw code.startsWith('Z_') ? damaged(name) : error
  }
  if (written !== bytes || sum !== crc) throw damaged(name)
}

async function read(handle: FileHandle, position: number, length: number, name: string): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await handle.read(buffer, 0, length, position)
  if (bytesRead < length) throw damaged(name)
  return buffer
}

function damaged(file: string): ProblemError {
  return new ProblemError('model-unreadable', `The archive ${file} is damaged or holds no model`, {
    ...{ file, reason: 'archive' }
  })
}
