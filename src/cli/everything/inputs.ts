import { realpath, stat } from 'node:fs/promises'
import { basename, join, relative, resolve } from 'node:path'
import { namesForLabelFiles, withoutEnding } from '../../main/formats/names'
import { scanFolder } from '../../main/project/scan'

/** An image to segment. */
export interface InputImage {
  /** As it is opened. */
  readonly path: string
  /** What a folder calls it: relative to that folder, with forward slashes. For a file its name. */
  readonly name: string
  /** What its results are called: the name without its ending, unique in a run. */
  readonly stem: string
}

/**
 * The images that the words of a command mean: folders with all images in them and below, but for what lies in the
 * output folder; everything else is taken for a file, and told about when it cannot be opened.
 * @throws ProblemError for a folder that cannot be read.
 */
export async function findImages(words: readonly string[], out?: string): Promise<InputImage[]> {
  const found: { path: string; name: string }[] = []
  for (const word of words) {
    const info = await stat(word).catch(() => undefined)
    if (!info?.isDirectory()) found.push({ path: word, name: basename(word) })
    else found.push(...(await imagesIn(word)).filter(({ path }) => out === undefined || !isBelow(out, path)))
  }
  return withStems(found)
}

function isBelow(folder: string, path: string): boolean {
  const way = relative(resolve(folder), resolve(path))
  return way !== '' && !way.startsWith('..')
}

async function imagesIn(folder: string): Promise<{ path: string; name: string }[]> {
  const root = await realpath(folder)
  const images: { path: string; name: string }[] = []
  for await (const batch of scanFolder(root)) {
    for (const { path } of batch) images.push({ path: join(folder, path), name: path })
  }
  return images
}

/** Images of the same name, from different folders or with different endings, get `-2`, `-3`, … */
function withStems(found: readonly { path: string; name: string }[]): InputImage[] {
  const seen = new Map<string, number>()
  const unique = found.map(({ name }) => {
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return count === 1 ? name : `${withoutEnding(name)}-${count}${name.slice(withoutEnding(name).length)}`
  })
  const { names } = namesForLabelFiles(unique)
  return found.map(({ path, name }, i) => {
    const own = unique[i] ?? name
    return { path, name, stem: withoutEnding(names.get(own) ?? own) }
  })
}
