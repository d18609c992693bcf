const collator = new Intl.Collator('en', { numeric: true })

/**
 * Orders names as people do: img2 before img10. The locale is fixed, so that lists and exports come out the same
 * on every machine; ties (img1, img01) are settled by code units.
 */
export function compareNames(a: string, b: string): number {
  return collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0)
}

/** Sorts names in place. Sorting by code units first leaves the slow collator little to do. */
export function sortNames<T>(items: T[], nameOf: (item: T) => string): T[] {
  items.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
  return items.sort((a, b) => compareNames(nameOf(a), nameOf(b)))
}

/** Where a path stands: a folder's own files before its subfolders, each in natural order. */
export function comparePaths(a: string, b: string): number {
  const partsA = a.split('/')
  const partsB = b.split('/')
  const shared = Math.min(partsA.length, partsB.length) - 1
  for (let i = 0; i < shared; i++) {
    const order = compareNames(partsA[i] ?? '', partsB[i] ?? '')
    if (order !== 0) return order
  }
  return partsA.length - partsB.length || compareNames(partsA[shared] ?? '', partsB[shared] ?? '')
}

/** Orders folders part by part, a folder before what is inside it. */
function compareFolders(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compareNames(a[i] ?? '', b[i] ?? '')
    if (order !== 0) return order
  }
  return a.length - b.length
}

/** Sorts rows by their relative paths as `comparePaths` does, which is quicker folder by folder. */
export function sortByPath<T extends { readonly path: string }>(rows: Iterable<T>): T[] {
  const folders = new Map<string, { row: T; name: string }[]>()
  for (const row of rows) {
    const slash = row.path.lastIndexOf('/')
    const folder = slash < 0 ? '' : row.path.slice(0, slash)
    const entry = { row, name: row.path.slice(slash + 1) }
    const entries = folders.get(folder)
    if (entries === undefined) folders.set(folder, [entry])
    else entries.push(entry)
  }
  return [...folders]
    .map(([folder, entries]) => ({ parts: folder === '' ? [] : folder.split('/'), entries }))
    .sort((a, b) => compareFolders(a.parts, b.parts))
    .flatMap(({ entries }) => sortNames(entries, (entry) => entry.name).map((entry) => entry.row))
}
