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

/** Orders folders part by part, a folder before what is inside it. */
function compareFolders(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compareNames(a[i] ?? '', b[i] ?? '')
    if (order !== 0) return order
  }
  return a.length - b.length
}

/** Sorts rows by their relative paths: a folder's own files first, then its subfolders, each in natural order. */
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
