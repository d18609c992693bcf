import { stat } from 'node:fs/promises'
import type { FileIndex, FileSignature } from '../embeddings/cache/fileIndex'
import { hashBytes } from '../embeddings/cache/entryFile'
import { readImageFile } from '../../imaging/readFile'

/** A file's content by its hash. */
export interface IdentifiedFile {
  readonly signature: FileSignature & { readonly text: string }
  readonly hash: string
  /** The file's bytes, when it had to be read for the hash. */
  readonly bytes?: Uint8Array<ArrayBuffer>
}

/** Path, size and modification time of a file; rejects with the file system's error. */
export async function signatureOf(path: string): Promise<IdentifiedFile['signature']> {
  const { size, mtimeMs } = await stat(path)
  return { path, size, mtimeMs, text: `${size}|${mtimeMs}|${path}` }
}

/**
 * A file's content hash: remembered for this size and time, or else read and hashed.
 * @param beforeReading may refuse the file by throwing.
 */
export async function identifyFile(
  path: string,
  index: FileIndex,
  beforeReading: () => Promise<void>
): Promise<IdentifiedFile> {
  const signature = await signatureOf(path)
  const known = index.get(signature)
  if (known !== undefined) return { signature, hash: known }
  await beforeReading()
  const bytes = await readImageFile(path)
  const hash = await hashBytes(bytes)
  index.set(signature, hash)
  return { signature, hash, bytes }
}
