import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadScript, root } from './load'

interface Counts {
  passed: number
  failed: number
  skipped: number
}
type Known = Record<string, Record<string, string | { skip: string }>>
const { countWindows } = (await loadScript('windows/counts.mjs')) as {
  countWindows: (report: unknown, known: Known) => Counts
}

const report = (...tests: readonly (readonly [name: string, status: string])[]): unknown => ({
  testResults: [
    {
      name: 'Z:\\work\\src\\links.test.ts',
      status: tests.some(([, status]) => status === 'failed') ? 'failed' : 'passed',
      assertionResults: tests.map(([name, status]) => {
        const titles = name.split(' > ')
        return { ancestorTitles: titles.slice(0, -1), title: titles.at(-1), status }
      })
    }
  ]
})
const known: Known = { 'src/links.test.ts': { 'links > are followed': 'Wine has no symbolic links' } }

test('a test that fails under Wine, as known, is skipped', () => {
  const counts = countWindows(report(['links > are followed', 'passed'], ['other', 'passed']), known)
  expect(counts).toEqual({ passed: 1, failed: 0, skipped: 1 })
})

test('one that is too slow is skipped by Vitest itself', () => {
  const skip: Known = { 'src/links.test.ts': { many: { skip: 'Wine takes minutes' } } }
  expect(countWindows(report(['many', 'skipped']), skip)).toEqual({ passed: 0, failed: 0, skipped: 1 })
  expect(countWindows(report(['few', 'passed']), skip)).toEqual({ passed: 1, failed: 1, skipped: 0 })
})

test('a known failure that no longer fails, or is gone, is a failure', () => {
  // The setup file expects a failure; Vitest reports a test that passes all the same as failed.
  const passing = countWindows(report(['links > are followed', 'failed']), known)
  expect(passing).toEqual({ passed: 0, failed: 1, skipped: 0 })
  expect(countWindows(report(['other', 'passed']), known)).toEqual({ passed: 1, failed: 1, skipped: 0 })
})

test('known failures of files that did not run do not matter', () => {
  expect(countWindows({ testResults: [] }, known)).toEqual({ passed: 0, failed: 0, skipped: 0 })
})

test('the list names files that exist, and a reason for each test', () => {
  const list = JSON.parse(readFileSync(join(root, 'scripts/windows/known-failures.json'), 'utf8')) as Known
  for (const [file, tests] of Object.entries(list)) {
    expect(existsSync(join(root, file)), file).toBe(true)
    for (const reason of Object.values(tests)) {
      expect(typeof reason === 'string' ? reason : reason.skip).not.toBe('')
    }
  }
})
