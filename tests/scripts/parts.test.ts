import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadScript, root } from './load'

const { parts } = (await loadScript('testing/parts.mjs')) as { parts: readonly { name: string }[] }

test('the parts cover each supported Node once', () => {
  const current = process.versions.node.split('.')[0]
  const names = parts.map(({ name }) => name)
  expect(names).toHaveLength(new Set(names).size)
  const units = names.filter((name) => name.startsWith('unit'))
  const own = units.map((name) => (name === 'unit' ? `unit-node${current}` : name))
  expect(own.sort()).toEqual(['unit-node20', 'unit-node22', 'unit-node24'])
  expect(names).toContain('smoke-user')
  expect(names.includes('safety-node24')).toBe(current !== '24')
})

test('every end-to-end test of e2e/safety is tagged', async () => {
  const folder = join(root, 'e2e/safety')
  const files = (await readdir(folder)).filter((name) => name.endsWith('.spec.ts'))
  for (const file of files) {
    const text = await readFile(join(folder, file), 'utf8')
    const tests = text.match(/^\s*test\(\s*['`]/gm) ?? []
    const tags = text.match(/tag: (?:'@safety'|\[.*'@safety'.*\])/g) ?? []
    expect([file, tags.length]).toEqual([file, tests.length])
    expect(tests.length).toBeGreaterThan(0)
  }
})
