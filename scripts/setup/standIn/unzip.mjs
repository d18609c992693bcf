import { createWriteStream } from 'node:fs'
import { chmod, mkdir } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import yauzl from 'yauzl'

const PERMISSIONS = 0o777

/**
 * Unpacks what `place` wants from a zip archive: it maps an entry's name to a path below `folder`, or to undefined.
 * @param {string} file
 * @param {string} folder
 * @param {(name: string) => string | undefined} place
 */
export async function unzip(file, folder, place) {
  const archive = await yauzl.openPromise(file)
  for await (const entry of archive.eachEntry()) {
    const relative = entry.fileName.endsWith('/') ? undefined : place(entry.fileName)
    if (relative === undefined) continue
    const target = path.join(folder, relative)
    const mode = (entry.externalFileAttributes >>> 16) & PERMISSIONS || 0o644
    await mkdir(path.dirname(target), { recursive: true })
    await pipeline(await archive.openReadStreamPromise(entry), createWriteStream(target))
    // Set afterwards: the mode of a new file is narrowed by the user's mask.
    await chmod(target, mode)
  }
}
