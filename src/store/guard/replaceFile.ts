import { randomBytes } from 'node:crypto'
import { readdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { removeFile, rename } from '../../files/operations'

/** A name for a temporary file next to `path` that nobody can have prepared. */
export function temporaryName(path: string): string {
  return `${path}.${randomBytes(8).toString('hex')}.tmp`
}

/**
 * Writes a file whole or not at all: under another name first, which must be new. Where the name is a link, the link
 * is replaced and never what it leads to.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const temporary = temporaryName(path)
  try {
    // 'wx': the file must not exist, also not as a link.
    await writeFile(temporary, text, { flag: 'wx' })
    await rename(temporary, path)
  } catch (error) {
    await removeFile(temporary).catch(() => undefined)
    throw error
  }
}

/** Removes the temporary files of `path` that processes left behind which were ended while they wrote. */
export async function removeTemporaries(path: string): Promise<void> {
  const start = `${basename(path)}.`
  for (const name of await readdir(dirname(path))) {
    if (name.startsWith(start) && /^[0-9a-f]{16}\.tmp$/.test(name.slice(start.length)))
      await removeFile(join(dirname(path), name))
  }
}
