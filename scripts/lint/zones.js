import path from 'node:path'

/** What runs in plain Node, from the bottom to the top: a zone may import those before it. */
const CORE = ['shared', 'files', 'imaging', 'rpc', 'ports', 'engine', 'formats', 'store', 'jobs', 'library']
const below = (name) => CORE.slice(0, CORE.indexOf(name))

/** The zones of the source tree, most specific first. A zone may import itself and what `allow` names. */
export const zones = [
  { name: 'shared', folder: 'src/shared', allow: [] },
  { name: 'files', folder: 'src/files', allow: ['shared'] },
  { name: 'imaging', folder: 'src/imaging', allow: ['shared', 'files'] },
  { name: 'ports', folder: 'src/rpc/node', allow: ['rpc'] },
  { name: 'rpc', folder: 'src/rpc', allow: ['shared'] },
  { name: 'engine', folder: 'src/engine', allow: below('engine') },
  { name: 'formats', folder: 'src/formats', allow: ['shared', 'files', 'imaging'] },
  { name: 'store', folder: 'src/store', allow: ['shared', 'files', 'rpc', 'ports'] },
  { name: 'jobs', folder: 'src/jobs', allow: below('jobs') },
  { name: 'library', folder: 'src/library', allow: below('library') },
  { name: 'cli', folder: 'src/cli', allow: CORE },
  { name: 'main', folder: 'src/main', allow: CORE.filter((zone) => zone !== 'library') },
  { name: 'preload', folder: 'src/preload', allow: ['shared'] },
  { name: 'editor', folder: 'src/renderer/editor', allow: ['shared'] },
  { name: 'renderer', folder: 'src/renderer', allow: ['shared', 'rpc', 'editor'] }
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
