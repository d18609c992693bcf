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

/** What file systems that ignore case and composition take for the same name. */
const fold = (path: string): string => path.normalize('NFC').toLowerCase()

/**
 * Finds the project's images by the names that a dataset has for them. The path decides; where folders differ, the
 * image with the most folders in common; a name without an ending stands for any. Case counts only between names that
 * are the same without it.
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
      const base = fold(baseOf(image.path))
      push(this.byBase, base, image)
      push(this.byStem, withoutEnding(base), image)
    }
  }

  find(name: string): Match<I> {
    const exact = this.byPath.get(name)
    if (exact) return { image: exact }
    const hasEnding = IMAGE.test(name)
    const base = fold(baseOf(name))
    const candidates = hasEnding ? this.byBase.get(base) : (this.byBase.get(base) ?? this.byStem.get(base))
    if (!candidates) return { problem: 'image-unmatched' }
    const wanted = foldersOf(name)
    const fitting = this.anyFolder
      ? candidates
      : candidates.filter(({ path }) => {
          const folders = foldersOf(path)
          return inCommon(folders, wanted) === Math.min(folders.length, wanted.length)
        })
    return single(mostLike(fitting, name, wanted))
  }
}

function single<I>([image, other]: readonly I[]): Match<I> {
  if (!image) return { problem: 'image-unmatched' }
  return other ? { problem: 'image-ambiguous' } : { image }
}

/** Of several images those with the most folders in common, of these those with the same case. */
function mostLike<I extends NamedImage>(
  images: readonly I[],
  name: string,
  wanted: readonly string[]
): readonly I[] {
  if (images.length < 2) return images
  const shared = images.map(({ path }) => inCommon(foldersOf(path), wanted))
  const most = Math.max(...shared)
  const best = images.filter((_, i) => shared[i] === most)
  const base = baseOf(name)
  const sameCase = best.filter(({ path }) => [baseOf(path), withoutEnding(baseOf(path))].includes(base))
  return sameCase.length > 0 ? sameCase : best
}

/** The folders of a path, the innermost first, folded. */
function foldersOf(path: string): readonly string[] {
  return fold(path).split('/').slice(0, -1).reverse()
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
