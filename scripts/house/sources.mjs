import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { inRoot, root } from '../lib/paths.mjs'

/**
 * A source file of the product: its path from the root with forward slashes, its lines, and the files that it imports,
 * types included.
 * @typedef {{ file: string, lines: number, text: string, imports: string[] }} Source
 */

const EXTENSIONS = ['', '.ts', '.tsx', '/index.ts']
const isProduct = (file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\.d\.ts$|\/testing\//.test(file)

/** All source files of the product: what is below src, but for tests and their helpers. @returns {Source[]} */
export function readSources(folder = inRoot('src')) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter(isProduct)
    .sort()
  const known = new Set(files)
  return files.map((file) => {
    const text = readFileSync(inRoot(file), 'utf8')
    const { importedFiles } = ts.preProcessFile(text, true, true)
    const imports = importedFiles.flatMap(({ fileName }) => resolveImport(file, fileName, known) ?? [])
    return { file, lines: text.split('\n').length - 1, text, imports: [...new Set(imports)] }
  })
}

/** The file that a specifier means, or undefined for a package. */
function resolveImport(file, specifier, known) {
  const base = specifier.startsWith('@shared/')
    ? `src/shared/${specifier.slice('@shared/'.length)}`
    : specifier.startsWith('.')
      ? path.posix.join(path.posix.dirname(file), specifier)
      : undefined
  return base && EXTENSIONS.map((extension) => base + extension).find((candidate) => known.has(candidate))
}
