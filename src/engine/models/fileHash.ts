import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'

/** Hashes of files already read in this process, by path, size and modification time. */
const known = new Map<string, string>()

/**
 * The sha256 of a file, as hexadecimal text; read once in a process as long as it does not change.
 * @throws the file system's error.
 */
export async function fileHash(path: string): Promise<string> {
  const { size, mtimeMs } = await stat(path)
  const key = `${path}|${size}|${mtimeMs}`
  const hash = known.get(key) ?? (await sha256Of(path))
  known.set(key, hash)
  return hash
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
