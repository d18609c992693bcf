import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'

/** The digest of a file, read as a stream. */
export async function hashFile(file, algorithm = 'sha256', encoding = 'hex') {
  const hash = createHash(algorithm)
  await pipeline(createReadStream(file), hash)
  return hash.digest(encoding)
}

/** The digest of bytes in memory. */
export const hashBytes = (bytes) => createHash('sha256').update(bytes).digest('hex')

/** Whether `file` exists and has the sha256 given. */
export async function hasHash(file, sha256) {
  return existsSync(file) && (await hashFile(file)) === sha256
}

/** Writes a whole file or nothing: first beside its place, then renamed into it. */
export async function writeAtomically(file, bytes) {
  await mkdir(path.dirname(file), { recursive: true })
  const temporary = `${file}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`
  try {
    await writeFile(temporary, bytes)
    await rename(temporary, file)
  } finally {
    await rm(temporary, { force: true })
  }
}
