import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')

/** The Markdown files of the repository, relative to its root, with forward slashes. */
const documents = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...['docs', 'src', 'scripts', 'tests', 'e2e'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
  )
]

/** Markdown without code, in which brackets are not links. */
const withoutCode = (text: string): string => text.replace(/^```[^]*?^```$/gm, '').replace(/`[^`\n]*`/g, '')

/** Targets of links and images within the repository. */
function linksOf(text: string): string[] {
  const inline = [...withoutCode(text).matchAll(/\]\(([^()\s]+)\)/g)].map(([, target = '']) => target)
  return inline.filter((target) => !/^[a-z][a-z0-9+.-]*:/i.test(target))
}

/** The anchors of a document's headings, as GitHub makes them. */
function anchorsOf(text: string): string[] {
  const headings = [...text.replace(/^```[^]*?^```$/gm, '').matchAll(/^#{1,6} +(.+?) *$/gm)]
  const seen = new Map<string, number>()
  return headings.map(([, heading = '']) => {
    const plain = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase()
    const slug = plain.replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '').replaceAll(' ', '-')
    const count = seen.get(slug) ?? 0
    seen.set(slug, count + 1)
    return count === 0 ? slug : `${slug}-${count}`
  })
}

/** What is wrong with a link; null if it resolves. */
function problemOf(document: string, target: string): string | null {
  const [path = '', anchor] = target.split('#')
  const file = path === '' ? join(root, document) : resolve(root, dirname(document), decodeURIComponent(path))
  const info = statSync(file, { throwIfNoEntry: false })
  if (!info) return `${target}: no such file`
  if (anchor === undefined) return null
  return anchorsOf(readFileSync(file, 'utf8')).includes(anchor) ? null : `${target}: no such heading`
}

describe('links between documents', () => {
  it('are found', () => {
    expect(documents).toContain('README.md')
    expect(documents).toContain('docs/formats/coco.md')
    expect(linksOf('[a](b.md#c) `[x](y)` ![d](e/f.webp) [g](https://h.invalid)')).toEqual([
      'b.md#c',
      'e/f.webp'
    ])
    expect(anchorsOf('# Many machines\n\n## What `fast` does, and why\n')).toEqual([
      'many-machines',
      'what-fast-does-and-why'
    ])
    expect(problemOf('README.md', 'docs/missing.md')).toBe('docs/missing.md: no such file')
    expect(problemOf('README.md', 'docs/guide.md#missing')).toBe('docs/guide.md#missing: no such heading')
  })

  it.each(documents)('%s: all resolve', (document) => {
    const text = readFileSync(join(root, document), 'utf8')
    expect(linksOf(text).flatMap((target) => problemOf(document, target) ?? [])).toEqual([])
  })
})
