import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { en } from '@shared/i18n/en'
import { loadScript, root } from './load'

interface Words {
  readonly DOCUMENTS: readonly string[]
  readonly avoidedPhrases: (text: string, kind: 'interface' | 'documents') => readonly string[]
  readonly proseOf: (markdown: string) => string
}
const { DOCUMENTS, avoidedPhrases, proseOf } = (await loadScript('lint/words.js')) as Words

interface Tree {
  readonly [key: string]: string | Tree
}

/** Each text with its key in front of it. */
function textsOf(tree: Tree, prefix = ''): readonly [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[prefix + key, value] as [string, string]]
      : textsOf(value, `${prefix}${key}.`)
  )
}

/** The Markdown files of a document or a folder of documents. */
async function filesOf(place: string): Promise<readonly string[]> {
  if (!(await stat(join(root, place))).isDirectory()) return [place]
  const names = await readdir(join(root, place))
  return names.filter((name) => name.endsWith('.md')).map((name) => `${place}/${name}`)
}

describe('avoided phrases', () => {
  it.each([
    ['Outline anew with SAM', 'interface'],
    ['The image lies outside of the folder', 'documents'],
    ['So many of the next images are encoded', 'documents'],
    ['This is no address', 'documents'],
    ['Change the colour', 'documents'],
    ['labelling images', 'documents'],
    ['Licence', 'documents'],
    ['what the user is told', 'documents'],
    ['kept beside the images', 'documents'],
    ['cannot be taken over', 'documents'],
    ['Adopt all', 'interface'],
    ['2 images are left out', 'interface']
  ] as const)('are found: %s', (text, kind) => {
    expect(avoidedPhrases(text, kind)).not.toEqual([])
  })

  it.each([
    ['The file is no longer in its folder.', 'interface'],
    ['Besides, families lie flat.', 'documents'],
    ['Photos left out of the set', 'documents'],
    ['Supplies a color, unlabeled', 'interface']
  ] as const)('are not seen in: %s', (text, kind) => {
    expect(avoidedPhrases(text, kind)).toEqual([])
  })

  it('are looked for in the prose of a document, not in its code', () => {
    const markdown = '# Colors\n\nUse `--colour` [here](licence.md).\n\n```\nlabelled/\n```\n\nMore.\n'
    expect(proseOf(markdown)).toBe('# Colors\n\nUse  [here].\n\n\n\nMore.\n')
    expect(avoidedPhrases(proseOf(markdown), 'documents')).toEqual([])
  })
})

describe('the words of docs/glossary.md', () => {
  it('are kept to by every English text of the interface', () => {
    const found = textsOf(en).flatMap(([key, text]) =>
      avoidedPhrases(text, 'interface').map((fault) => `${key}: ${fault}`)
    )
    expect(found).toEqual([])
  })

  it('are kept to by the documents', async () => {
    const files = (await Promise.all(DOCUMENTS.map(filesOf))).flat()
    expect(files).toContain('docs/glossary.md')
    const faults = files.map(async (file) => {
      const prose = proseOf(await readFile(join(root, file), 'utf8'))
      return avoidedPhrases(prose, 'documents').map((fault) => `${file}: ${fault}`)
    })
    expect((await Promise.all(faults)).flat()).toEqual([])
  })
})
