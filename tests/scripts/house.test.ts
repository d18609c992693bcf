import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadScript } from './load'

interface Source {
  readonly file: string
  readonly text: string
  readonly imports: readonly string[]
}

const { readSources } = (await loadScript('house/sources.mjs')) as { readSources: () => readonly Source[] }
const { findCircles } = (await loadScript('house/circles.mjs')) as {
  findCircles: (sources: readonly Pick<Source, 'file' | 'imports'>[]) => string[][]
}
const { missingSteps } = (await loadScript('house/journeys.mjs')) as {
  missingSteps: (sources: readonly Source[]) => string[]
}
const { drawHouse, withoutShortcuts } = (await loadScript('house/picture.mjs')) as {
  drawHouse: (sources: readonly Source[]) => string
  withoutShortcuts: (arrows: readonly (readonly [string, string])[]) => unknown
}
const { repeatedNames } = (await loadScript('house/report.mjs')) as {
  repeatedNames: (files: readonly string[], limit: number) => string[]
}
const { journeysText } = (await loadScript('house/page.mjs')) as { journeysText: () => string }
const root = join(import.meta.dirname, '../..')
const sources = readSources()

describe('the source', () => {
  test('has no files that import each other, not even for types', () => {
    expect(findCircles(sources)).toEqual([])
  })

  test('has every function that the journeys name', () => {
    expect(missingSteps(sources)).toEqual([])
  })

  test('is what docs/architecture.md shows', async () => {
    const picture = await readFile(join(root, 'docs/images/architecture.svg'), 'utf8')
    expect(picture).toBe(drawHouse(sources))
    // Prettier aligns the tables.
    const plain = (text: string): string => text.replaceAll(/[ -]+/g, ' ')
    const page = await readFile(join(root, 'docs/architecture.md'), 'utf8')
    expect(plain(page)).toContain(plain(journeysText()))
  })
})

test('circles are found, and told from a way that only meets itself', () => {
  const files = [
    { file: 'a', imports: ['b', 'd'] },
    { file: 'b', imports: ['c'] },
    { file: 'c', imports: ['a', 'd'] },
    { file: 'd', imports: [] },
    { file: 'e', imports: ['d', 'a'] }
  ]
  expect(findCircles(files)).toEqual([['a', 'b', 'c']])
})

test('an arrow is left out where others lead to the same end', () => {
  const arrows = [
    ['cli', 'library'],
    ['cli', 'engine'],
    ['library', 'engine']
  ] as const
  expect(withoutShortcuts(arrows)).toEqual([arrows[0], arrows[2]])
})

test('names that occur too often are counted', () => {
  expect(repeatedNames(['x/a.ts', 'y/a.ts', 'y/b.ts'], 1)).toEqual(['a.ts ×2'])
})
