import ts from 'typescript'
import { expect, it } from 'vitest'

const sources = import.meta.glob<string>('./**/*.tsx', { query: '?raw', import: 'default', eager: true })

/** Attributes that people read or hear. */
const spoken = new Set([
  'title',
  'label',
  'description',
  'placeholder',
  'alt',
  'detail',
  'text',
  'name',
  'aria-label',
  'thumbLabel'
])
const hasLetters = (text: string): boolean => /\p{L}{2}/u.test(text)

/** Texts in the markup that no translation stands behind. */
function literals(file: string, source: string): string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && hasLetters(node.text)) found.push(`${file}: ${node.text.trim()}`)
    if (ts.isJsxAttribute(node) && node.initializer && ts.isStringLiteral(node.initializer)) {
      const name = node.name.getText()
      if (spoken.has(name) && hasLetters(node.initializer.text))
        found.push(`${file}: ${name}=${node.initializer.text}`)
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX))
  return found
}

it('finds literal text', () => {
  expect(literals('x.tsx', '<p title="Hello">Some words {t("a")}</p>')).toHaveLength(2)
})

it('every text of the panels is translated', () => {
  const files = Object.entries(sources).filter(([file]) => !/\.test\.|\/testing\//.test(file))
  expect(files.length).toBeGreaterThan(20)
  expect(files.flatMap(([file, source]) => literals(file, source))).toEqual([])
})
