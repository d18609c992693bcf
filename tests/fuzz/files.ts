import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Fault, type Files } from './target'

/** Writes a case's files into a folder. */
export async function putFiles(files: Files, folder: string): Promise<void> {
  for (const [name, bytes] of Object.entries(files)) {
    const file = join(folder, name)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, bytes)
  }
}

/** @throws Fault where anything lies in the folders above a case's own that was not there before */
export async function checkNothingOutside(folder: string): Promise<void> {
  for (const [above, only] of [
    [dirname(folder), 'here'],
    [dirname(dirname(folder)), 'in']
  ] as const) {
    const strays = (await readdir(above)).filter((name) => name !== only)
    if (strays.length > 0) throw new Fault(`written outside: ${strays.join(', ')}`)
  }
}
