/**
 * The groups of files that import each other in a circle (strongly connected components of more than one file), by
 * Tarjan's algorithm (SIAM J. Comput. 1 (2), 1972).
 * @param {readonly { file: string, imports: readonly string[] }[]} sources
 * @returns {string[][]} each sorted
 */
export function findCircles(sources) {
  const imports = new Map(sources.map((source) => [source.file, source.imports]))
  const index = new Map()
  const low = new Map()
  const stack = []
  const onStack = new Set()
  const circles = []
  const visit = (file) => {
    index.set(file, index.size)
    low.set(file, index.get(file))
    stack.push(file)
    onStack.add(file)
    for (const next of imports.get(file) ?? []) {
      if (!index.has(next)) {
        visit(next)
        low.set(file, Math.min(low.get(file), low.get(next)))
      } else if (onStack.has(next)) {
        low.set(file, Math.min(low.get(file), index.get(next)))
      }
    }
    if (low.get(file) !== index.get(file)) return
    const members = []
    for (let member; member !== file;) {
      member = stack.pop()
      onStack.delete(member)
      members.push(member)
    }
    if (members.length > 1) circles.push(members.sort())
  }
  for (const { file } of sources) if (!index.has(file)) visit(file)
  return circles.sort((a, b) => a[0].localeCompare(b[0]))
}
