import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { detectFormats } from '../../../src/formats/import/detect'
import { SourceFolder } from '../../../src/formats/import/sourceFolder'
import { CooperativeYielder } from '../../../src/formats/cooperativeYielder'
import { formats } from '../../../src/formats/registry'
import { checkForeignImage } from '../../../src/formats/testing/fuzz'
import { readAll } from '../../../src/formats/testing/memorySource'
import { checkNothingOutside, putFiles } from '../files'
import { Fault, type Files, type Target } from '../target'

/** Label files of every format that is read, recognized and read as an import does. */
export const labels: Target = {
  async seeds() {
    const root = join(process.env['FUZZ_FIXTURES'] ?? '', 'formats')
    return Promise.all((await readdir(root)).sort().map((name) => filesOf(join(root, name))))
  },

  async run(files, folder) {
    await putFiles(files, folder)
    const source = await SourceFolder.at(folder, new CooperativeYielder(new AbortController().signal))
    try {
      for (const { reader } of await detectFormats(formats, source)) {
        const { images } = await readAll(reader, source, { limits: { pixels: 4_000_000 } })
        for (const image of images) check(image)
      }
    } finally {
      source.close()
    }
    await checkNothingOutside(folder)
  }
}

function check(image: Parameters<typeof checkForeignImage>[0]): void {
  try {
    checkForeignImage(image)
  } catch (error) {
    throw new Fault(`an image that no project could take: ${String(error)}`)
  }
}

async function filesOf(folder: string): Promise<Files> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const name = (path: string): string => relative(folder, path).replaceAll(sep, '/')
  return Object.fromEntries(
    await Promise.all(paths.map(async (path) => [name(path), new Uint8Array(await readFile(path))] as const))
  )
}
