import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ESLint } from 'eslint'
import tseslint from 'typescript-eslint'
import { expect, test } from 'vitest'
import { loadScript, root } from './load'

const { NODE_RANGES } = (await loadScript('lint/nodeRanges.js')) as {
  NODE_RANGES: { product: string; tools: string }
}
const { testedNodes } = (await loadScript('setup/nodes.mjs')) as {
  testedNodes: readonly { major: number; version: string }[]
}

// The real configuration without its rules about types, so that files which do not exist can be checked.
const eslint = new ESLint({
  cwd: root,
  overrideConfig: [
    tseslint.configs.disableTypeChecked,
    { languageOptions: { parserOptions: { projectService: false } } }
  ]
})

async function rulesBroken(file: string, text: string): Promise<(string | null)[]> {
  const results = await eslint.lintText(text, { filePath: `${root}/${file}` })
  return results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId))
}

const builtin = 'n/no-unsupported-features/node-builtins'
test.each([
  ['src/store/new.ts', `import { glob } from 'node:fs/promises'\nexport { glob }\n`, builtin],
  ['src/cli/new.ts', `import { DatabaseSync } from 'node:sqlite'\nexport { DatabaseSync }\n`, builtin],
  [
    'src/shared/new.ts',
    'export const made = Promise.withResolvers()\n',
    'n/no-unsupported-features/es-syntax'
  ],
  ['scripts/new.mjs', `import { parseArgs } from 'node:util'\nexport { parseArgs }\n`, undefined],
  ['src/store/new.ts', `import { readFile } from 'node:fs/promises'\nexport { readFile }\n`, undefined],
  ['src/store/new.ts', 'export const here = import.meta.dirname\n', undefined]
])('%s: %s', async (file, text, rule) => {
  expect(new Set(await rulesBroken(file, text))).toEqual(new Set(rule ? [rule] : []))
})

test('package.json, the lint, the tested versions and the README agree', async () => {
  const text = await readFile(join(root, 'package.json'), 'utf8')
  const { engines } = JSON.parse(text) as { engines: { node: string } }
  expect(engines.node).toBe(NODE_RANGES.tools)
  const majors = [...engines.node.matchAll(/(?:\^|>=)(\d+)/g)].map(([, major]) => Number(major))
  expect(testedNodes.map(({ major }) => major)).toEqual(majors)
  const readme = await readFile(join(root, 'README.md'), 'utf8')
  expect(/Node\.js 22 or 24 \(22\.13 or newer\)/.test(readme)).toBe(true)
  expect(/Node\.js 20\.19 or newer of the 20 series/.test(readme)).toBe(true)
})
