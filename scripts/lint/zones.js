import path from 'node:path'

/** The zones of the source tree, most specific first. A zone may import itself and what `allow` names. */
export const zones = [
  { name: 'engine', folder: 'src/main/inference/engine', allow: ['shared'] },
  { name: 'formats', folder: 'src/main/formats', allow: ['shared'] },
  { name: 'project', folder: 'src/main/project', allow: ['shared'] },
  { name: 'jobs', folder: 'src/main/jobs', allow: ['shared', 'engine', 'formats', 'project'] },
  { name: 'main', folder: 'src/main', allow: ['shared', 'engine', 'formats', 'project', 'jobs'] },
  { name: 'cli', folder: 'src/cli', allow: ['shared', 'engine', 'formats', 'project', 'jobs', 'library'] },
  { name: 'library', folder: 'src/library', allow: ['shared', 'engine', 'cli'] },
  { name: 'preload', folder: 'src/preload', allow: ['shared'] },
  { name: 'editor', folder: 'src/renderer/editor', allow: ['shared'] },
  { name: 'renderer', folder: 'src/renderer', allow: ['shared', 'editor'] },
  { name: 'shared', folder: 'src/shared', allow: [] }
]

/** The zone that a file (relative to the repository, with forward slashes) belongs to, or undefined. */
export function zoneOf(file) {
  return zones.find(({ folder }) => file.startsWith(`${folder}/`))
}

/** ESLint rule: an import may only point into the zones that the importing file's zone allows. */
export const zoneImports = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { wrong: 'Zone "{{from}}" must not import zone "{{to}}" (see CONTRIBUTING.md).' }
  },
  create(context) {
    const root = context.cwd
    const file = path.relative(root, context.filename).replaceAll('\\', '/')
    const from = zoneOf(file)
    if (!from) return {}
    const check = (source) => {
      if (!source || typeof source.value !== 'string') return
      const target = source.value.startsWith('@shared/')
        ? `src/shared/${source.value.slice('@shared/'.length)}`
        : source.value.startsWith('.')
          ? path.posix.join(path.posix.dirname(file), source.value)
          : undefined
      const to = target && zoneOf(target)
      if (to && to !== from && !from.allow.includes(to.name)) {
        context.report({ node: source, messageId: 'wrong', data: { from: from.name, to: to.name } })
      }
    }
    return {
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source)
    }
  }
}
