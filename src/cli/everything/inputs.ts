import { realpath, stat } from 'node:fs/promises'
import path, { basename, join, resolve } from 'node:path'
import { isBelow } from '@shared/files/pathRules'
import { namesForLabelFiles, withoutEnding } from '../../formats/names'
import { scanFolder } from '../../store/scan/scan'

/** An image to segment. */
export interface InputImage {
  /** Path to open. */
  readonly path: string
  /** Path relative to the given folder, with forward slashes; the file name for a single file. */
  readonly name: string
  /** Path of its results: the name without extension, valid on every platform, unique in a run. */
  readonly stem: string
}

/**
 * Resolves the arguments of a command to images. A folder stands for all images in it and its subfolders, except those
 * in the output folder; anything else is treated as a file, and reported if it cannot be opened.
 * @throws ProblemError for a folder that cannot be read.
 */
export async function findImages(words: readonly string[], out?: string): Promise<InputImage[]> {
  const found: { path: string; name: string }[] = []
  for (const word of words) {
    const info = await stat(word).catch(() => undefined)
    if (!info?.isDirectory()) found.push({ path: word, name: basename(word) })
    else found.push(...(await imagesIn(word)).filter(({ path }) => out === undefined || !isIn(out, path)))
  }
  return withStems(found)
}

/** Maximum number of renamed results that are listed. */
const MAX_NAMED = 20

/** Lists results whose names differ from their images. */
export function renamedResults(images: readonly InputImage[]): readonly string[] {
  const renamed = images.filter(({ name, stem }) => withoutEnding(name) !== stem)
  const lines = renamed.slice(0, MAX_NAMED).map(({ name, stem }) => `${name}: results are named ${stem}`)
  return renamed.length > MAX_NAMED
    ? [...lines, `${renamed.length - MAX_NAMED} more images have results with other names`]
    : lines
}

function isIn(folder: string, file: string): boolean {
  return isBelow(resolve(folder), resolve(file), path)
}

async function imagesIn(folder: string): Promise<{ path: string; name: string }[]> {
  const root = await realpath(folder)
  const images: { path: string; name: string }[] = []
  for await (const batch of scanFolder(root)) {
    for (const { path } of batch) images.push({ path: join(folder, path), name: path })
  }
  return images
}

/** Images of the same name, from different folders or with different extensions, get `-2`, `-3`, … */
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
