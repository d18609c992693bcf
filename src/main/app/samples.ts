import { constants } from 'node:fs'
import { copyFile, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Copies the sample photographs to a folder of the user's, so that a project can lie beside them; photographs that
 * are there already stay as they are.
 */
export async function prepareSamples(source: string, target: string): Promise<string> {
  await mkdir(target, { recursive: true })
  for (const name of await readdir(source)) {
    await copyFile(join(source, name), join(target, name), constants.COPYFILE_EXCL).catch(
      (error: unknown) => {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
    )
  }
  return target
}
