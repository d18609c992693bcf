import { nameKey } from '@shared/files/nameKey'
import { numberedName, portableName, type PortableOptions } from '@shared/files/portableName'

/** What an image is called in a dataset: for each path of the project, the path below the dataset's image folder. */
export interface NamePlan {
  readonly names: ReadonlyMap<string, string>
  /** Paths that had to get another name. */
  readonly renamed: readonly string[]
}

/** Bytes that stay free in names with label files, for the longest ending that results have (`.overlay.png`). */
const LABEL_ENDING_BYTES = 16
const LABEL_ENDINGS = ['.txt', '.xml', '.json', '.csv', '.png', '.overlay.png', '.ids.png']

/**
 * Names for images that have a label file beside them in spirit: `labels/…/<name without its ending>.txt`. Subfolders
 * are kept. Names that not every system takes are changed until all do. Images whose label files would be the same
 * file, because their names differ only in the ending or, for file systems that ignore case or the normal form, only
 * in these, get `-2`, `-3`, … A subfolder called "images" is renamed, because trainers find labels by replacing the
 * last "/images/" of an image's path.
 * @throws RangeError for a path that leaves its folder.
 */
export function namesForLabelFiles(paths: readonly string[]): NamePlan {
  return planNames(paths, {
    options: { reserve: LABEL_ENDING_BYTES, stem: true },
    claim: withoutEnding,
    beside: (name) => LABEL_ENDINGS.map((ending) => withoutEnding(name) + ending),
    renameFolder: (folder) => (folder === 'images' ? `${folder}_` : folder)
  })
}

/**
 * Names for copied images: the paths themselves, except where a system does not take them, or would take two for the
 * same.
 */
export function namesForCopies(paths: readonly string[]): NamePlan {
  return planNames(paths, {
    options: {},
    claim: (path) => path,
    beside: () => [],
    renameFolder: (folder) => folder
  })
}

/** The paths as they are, for datasets that point at the original images. */
export function namesAsTheyAre(paths: readonly string[]): NamePlan {
  return { names: new Map(paths.map((path) => [path, path])), renamed: [] }
}

/** Copies are given names that can lie in one folder; originals keep theirs. */
export function namesInOneFolder(paths: readonly string[], copied: boolean): NamePlan {
  return (copied ? namesForCopies : namesAsTheyAre)(paths)
}

/** The name without what follows the last dot of its last part. */
export function withoutEnding(path: string): string {
  const dot = path.lastIndexOf('.')
  return dot > path.lastIndexOf('/') + 1 ? path.slice(0, dot) : path
}

interface Naming {
  /** How the names of images are made portable. */
  readonly options: PortableOptions
  /** What no two images may share. */
  readonly claim: (path: string) => string
  /** The files that may be made for an image: none of them may be called like a folder. */
  readonly beside: (path: string) => readonly string[]
  readonly renameFolder: (folder: string) => string
}

function planNames(paths: readonly string[], naming: Naming): NamePlan {
  const names = new Map<string, string>()
  const taken = new Set<string>()
  const renamed: string[] = []
  const folders = new FolderNames(naming.renameFolder)
  const sorted = paths.toSorted()
  const wanted = sorted.map((path) => ({ path, name: portablePath(path, folders, naming.options) }))
  // Images that keep their name come first, so that the others make way for them and not the other way round.
  wanted.sort((a, b) => Number(a.path !== a.name) - Number(b.path !== b.name) || (a.path < b.path ? -1 : 1))
  const isFree = (name: string): boolean =>
    !taken.has(nameKey(naming.claim(name))) &&
    [name, ...naming.beside(name)].every((file) => !folders.has(file))
  for (const { path, name } of wanted) {
    const slash = name.lastIndexOf('/') + 1
    let free = name
    for (let n = 2; !isFree(free); n++) {
      free = name.slice(0, slash) + numberedName(name.slice(slash), n, naming.options)
    }
    taken.add(nameKey(naming.claim(free)))
    names.set(path, free)
    if (free !== path) renamed.push(path)
  }
  return { names, renamed }
}

/** The folders of a plan. Those that a system takes for the same become one, with one spelling. */
class FolderNames {
  private readonly spelling = new Map<string, string>()

  constructor(private readonly rename: (folder: string) => string) {}

  /** The portable path of a folder's parts. */
  take(parts: readonly string[]): string {
    let path = ''
    for (const part of parts) {
      const wanted = path === '' ? this.portable(part) : `${path}/${this.portable(part)}`
      const key = nameKey(wanted)
      path = this.spelling.get(key) ?? wanted
      this.spelling.set(key, path)
    }
    return path
  }

  has(path: string): boolean {
    return this.spelling.has(nameKey(path))
  }

  private portable(folder: string): string {
    return this.rename(portableName(folder))
  }
}

/** @throws RangeError for a path that leaves its folder. */
function portablePath(path: string, folders: FolderNames, options: PortableOptions): string {
  const parts = path.split('/')
  if (path.includes('\0') || parts.some((part) => part === '' || part === '.' || part === '..')) {
    throw new RangeError(`Not a path inside the project: ${JSON.stringify(path)}`)
  }
  const name = portableName(parts.at(-1) ?? '', options)
  return parts.length === 1 ? name : `${folders.take(parts.slice(0, -1))}/${name}`
}
