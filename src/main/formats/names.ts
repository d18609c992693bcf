/** What an image is called in a dataset: for each path of the project, the path below the dataset's image folder. */
export interface NamePlan {
  readonly names: ReadonlyMap<string, string>
  /** Paths that had to get another name. */
  readonly renamed: readonly string[]
}

/**
 * Names for images that have a label file beside them in spirit: `labels/…/<name without its ending>.txt`. Subfolders
 * are kept. Images whose label files would be the same file, because their names differ only in the ending or, for
 * file systems that ignore case, only in case, get `-2`, `-3`, … A subfolder called "images" is renamed, because
 * trainers find labels by replacing the last "/images/" of an image's path.
 * @throws RangeError for a path that leaves its folder.
 */
export function namesForLabelFiles(paths: readonly string[]): NamePlan {
  return planNames(
    paths,
    (path) => withoutEnding(path),
    (folder) => (folder === 'images' ? 'images_' : folder)
  )
}

/** Names for copied images: the paths themselves, except where a file system that ignores case would mix two up. */
export function namesForCopies(paths: readonly string[]): NamePlan {
  return planNames(
    paths,
    (path) => path,
    (folder) => folder
  )
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

function planNames(
  paths: readonly string[],
  claim: (path: string) => string,
  renameFolder: (folder: string) => string
): NamePlan {
  const names = new Map<string, string>()
  const taken = new Set<string>()
  const renamed: string[] = []
  const wanted = paths.map((path) => ({ path, name: renameFolders(path, renameFolder) }))
  // Images that keep their name come first, so that the others make way for them and not the other way round.
  wanted.sort((a, b) => Number(a.path !== a.name) - Number(b.path !== b.name) || (a.path < b.path ? -1 : 1))
  for (const { path, name } of wanted) {
    let free = name
    for (let n = 2; taken.has(fold(claim(free))); n++) free = numbered(name, n)
    taken.add(fold(claim(free)))
    names.set(path, free)
    if (free !== path) renamed.push(path)
  }
  return { names, renamed }
}

function renameFolders(path: string, rename: (folder: string) => string): string {
  const parts = path.split('/')
  if (path.includes('\\') || path.includes('\0') || parts.some((p) => p === '' || p === '.' || p === '..')) {
    throw new RangeError(`Not a path inside the project: ${JSON.stringify(path)}`)
  }
  return parts.map((part, i) => (i < parts.length - 1 ? rename(part) : part)).join('/')
}

function numbered(name: string, n: number): string {
  const stem = withoutEnding(name)
  return `${stem}-${n}${name.slice(stem.length)}`
}

/** What file systems that ignore case and composition take for the same name. */
function fold(name: string): string {
  return name.normalize('NFC').toLowerCase()
}
