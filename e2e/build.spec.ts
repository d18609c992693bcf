import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join, relative, resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import { bridgeMarks } from './chromium/routes'

const out = resolve('out')

/** Every file of the build, by its path below out/. */
async function builtFiles(): Promise<Record<string, string>> {
  const entries = await readdir(out, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
  const texts = await Promise.all(
    files.map(async (file) => [relative(out, file), await readFile(file, 'latin1')] as const)
  )
  return Object.fromEntries(texts)
}

/** ESLint's own parser, which takes the edition of the language that a script may be written in. */
const { parse } = createRequire(createRequire(import.meta.url).resolve('eslint'))('espree') as {
  parse: (script: string, options: { ecmaVersion: number; sourceType: 'module' }) => unknown
}

test('the bridge by which tests reach the services is in no build', async () => {
  const files = await builtFiles()
  const holding = (mark: string): string[] => Object.keys(files).filter((file) => files[file]?.includes(mark))
  // The channel by which the application itself is reached is found in the same way.
  expect(holding('maskwright:call').length).toBeGreaterThan(1)
  for (const mark of bridgeMarks) expect(holding(mark), mark).toEqual([])
})

test('every script is written in the language of the oldest Electron that it must run on', async () => {
  const files = Object.entries(await builtFiles()).filter(([file]) => /\.c?js$/.test(file))
  expect(files.length).toBeGreaterThan(5)
  for (const [file, text] of files) {
    // Node 20.18 knows the edition of 2024, Chromium 130 that of 2025.
    const ecmaVersion = file.startsWith('renderer') ? 2025 : 2024
    expect(() => parse(text, { ecmaVersion, sourceType: 'module' }), file).not.toThrow()
  }
  const newer = [
    ['export const name = /(?i:a)b/', 2024],
    ['{ using file = open() }', 2025]
  ] as const
  for (const [text, ecmaVersion] of newer)
    expect(() => parse(text, { ecmaVersion, sourceType: 'module' }), text).toThrow()
})

test('main and engine load nothing that Node 20.18 does not have', async () => {
  const files = Object.entries(await builtFiles()).filter(([file]) => file.startsWith('main'))
  for (const [file, text] of files) expect(text, file).not.toMatch(/["'](node:)?(sqlite|sea)["']/)
})
