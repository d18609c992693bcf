import { likeness, nameKey } from '@shared/files/nameKey'
import type { ImageId } from '@shared/schema/ids'
import { withoutEnding } from '../names'
import { baseOf } from './paths'

/** An image of the project, as names are looked for. */
export interface NamedImage {
  readonly id: ImageId
  /** Relative to the project's folder, with forward slashes. */
  readonly path: string
}

/** The image that a name means, or why there is none: nothing has that name, or several things have. */
export type Match<I> = { readonly image: I } | { readonly problem: 'image-unmatched' | 'image-ambiguous' }

const IMAGE = /\.(?:jpe?g|jpe|jfif|png|webp|bmp|gif|avif|tiff?)$/i

/** The key of a path whose backslashes, which are ordinary letters of names on Linux, may be written as slashes. */
const pathKey = (path: string): string => nameKey(path.replaceAll('\\', '/'))

/**
 * Finds the project's images by the names that a dataset has for them. The path decides; where folders differ, the
 * image with the most folders in common; a name without an ending stands for any. Case and Unicode normal forms count
 * only between names that are the same without them.
 */
export class ImageMatcher<I extends NamedImage> {
  private readonly byPath = new Map<string, I>()
  private readonly byBase = new Map<string, I[]>()
  private readonly byStem = new Map<string, I[]>()

  /** @param anyFolder whether an image in another folder than the dataset says may be meant */
  constructor(
    images: Iterable<I>,
    private readonly anyFolder = true
  ) {
    for (const image of images) {
      this.byPath.set(image.path, image)
      const base = baseOf(pathKey(image.path))
      push(this.byBase, base, image)
      push(this.byStem, withoutEnding(base), image)
    }
  }

  find(name: string): Match<I> {
    const exact = this.byPath.get(name)
    if (exact) return { image: exact }
    const key = pathKey(name)
    const base = baseOf(key)
    const candidates = IMAGE.test(name)
      ? this.byBase.get(base)
      : (this.byBase.get(base) ?? this.byStem.get(base))
    if (!candidates) return { problem: 'image-unmatched' }
    const wanted = foldersOf(key)
    const fitting = this.anyFolder
      ? candidates
      : candidates.filter(({ path }) => {
          const folders = foldersOf(pathKey(path))
          return inCommon(folders, wanted) === Math.min(folders.length, wanted.length)
        })
    return single(mostLike(fitting, name, wanted))
  }
}

function single<I>([image, other]: readonly I[]): Match<I> {
  if (!image) return { problem: 'image-unmatched' }
  return other ? { problem: 'image-ambiguous' } : { image }
}

/** Of several images those with the most folders in common, of these those that are written most alike. */
function mostLike<I extends NamedImage>(
  images: readonly I[],
  name: string,
  wanted: readonly string[]
): readonly I[] {
  if (images.length < 2) return images
  const shared = images.map(({ path }) => inCommon(foldersOf(pathKey(path)), wanted))
  const most = Math.max(...shared)
  const best = images.filter((_, i) => shared[i] === most)
  const written = lastParts(name, most + 1)
  const alike = best.map(({ path }) => howAlike(lastParts(path, most + 1), written))
  const closest = Math.max(...alike)
  return best.filter((_, i) => alike[i] === closest)
}

/** 2 for the same text, 1 for the same but for the normal form, 0 for anything else; the ending need not be written. */
function howAlike(path: string, written: string): number {
  const kinds = [path, withoutEnding(path)].map((each) => likeness(each, written))
  if (kinds.includes('same')) return 2
  return kinds.includes('normal-form') ? 1 : 0
}

function lastParts(path: string, count: number): string {
  return path.replaceAll('\\', '/').split('/').slice(-count).join('/')
}

/** The folders of a path's key, the innermost first. */
function foldersOf(key: string): readonly string[] {
  return key.split('/').slice(0, -1).reverse()
}

function inCommon(a: readonly string[], b: readonly string[]): number {
  const differ = a.findIndex((folder, i) => folder !== b[i])
  return differ < 0 ? a.length : differ
}

function push<I>(map: Map<string, I[]>, key: string, image: I): void {
  const known = map.get(key)
  if (known) known.push(image)
  else map.set(key, [image])
}
