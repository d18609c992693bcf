import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadScript } from './load'

interface Counts {
  passed: number
  failed: number
  skipped: number
  note?: string
  failures?: { test: string; reason: string }[]
  unsteady?: { test: string; reason: string }[]
}
type Count = (report: unknown) => Counts
const script = (await loadScript('testing/counts.mjs')) as {
  countVitest: Count
  countPlaywright: Count
  countRunner: (code: number, file: string, count: Count) => Promise<Counts>
  countSkipped: (note: string) => Counts
  total: (parts: Counts[]) => Counts
  describe: (counts: Counts) => string
}

const file = (status: string, ...tests: string[]): unknown => ({
  name: '/clone/src/masks/fill.test.ts',
  status,
  message: status === 'failed' ? '\nSyntaxError: no such name\n    at fill.ts:1' : '',
  assertionResults: tests.map((found) => ({
    ancestorTitles: ['a ring'],
    title: 'is filled',
    status: found,
    failureMessages: found === 'failed' ? ['Error: expected 3 to be 4\n    at fill.test.ts:7'] : []
  }))
})

test('tests of Vitest are counted, and a file that could not be loaded is a failure', () => {
  const testResults = [
    file('passed', 'passed', 'passed', 'skipped', 'todo'),
    file('failed', 'failed'),
    file('failed')
  ]
  expect(script.countVitest({ testResults })).toEqual({ passed: 2, failed: 2, skipped: 2 })
})

test('tests of Playwright are counted, and an error outside them is a failure', () => {
  const stats = { expected: 5, unexpected: 1, flaky: 0, skipped: 2 }
  expect(script.countPlaywright({ stats, errors: [{}] })).toEqual({ passed: 5, failed: 2, skipped: 2 })
})

describe('a runner that has ended', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'maskwright-counts-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  const countAfter = async (code: number, ...files: unknown[]): Promise<Counts> => {
    const report = join(folder, 'report.json')
    await writeFile(report, JSON.stringify({ testResults: files }))
    return script.countRunner(code, report, script.countVitest)
  }

  test('has the counts of its report', async () => {
    expect(await countAfter(0, file('passed', 'passed'))).toEqual({ passed: 1, failed: 0, skipped: 0 })
  })

  test('names the tests that failed, and what each said', async () => {
    const counts = await countAfter(1, file('failed', 'passed', 'failed'), file('failed'))
    expect(counts.failures).toEqual([
      { test: 'fill.test.ts > a ring > is filled', reason: 'Error: expected 3 to be 4' },
      { test: 'fill.test.ts', reason: 'SyntaxError: no such name' }
    ])
  })

  test('names those of Playwright too', async () => {
    const report = join(folder, 'playwright.json')
    const failed = {
      title: 'opens',
      tests: [
        {
          status: 'unexpected',
          results: [{ error: { message: '\u001b[31mTimeout\u001b[39m of 90 s\nmore' } }]
        }
      ]
    }
    const inner = {
      title: 'a folder',
      specs: [failed, { title: 'closes', tests: [{ status: 'expected', results: [{}] }] }]
    }
    const written = {
      stats: { expected: 1, unexpected: 1, flaky: 0, skipped: 0 },
      errors: [{ message: 'the port is taken' }],
      suites: [{ title: 'window/open.spec.ts', specs: [], suites: [inner] }]
    }
    await writeFile(report, JSON.stringify(written))
    const counts = await script.countRunner(1, report, script.countPlaywright)
    expect(counts.failures).toEqual([
      { test: 'window/open.spec.ts > a folder > opens', reason: 'Timeout of 90 s' },
      { test: 'outside the tests', reason: 'the port is taken' }
    ])
  })

  test('names what passed only when it was tried again', async () => {
    const again = file('passed', 'passed', 'failed') as { assertionResults: { status: string }[] }
    for (const result of again.assertionResults) result.status = 'passed'
    const unsteady = [{ test: 'fill.test.ts > a ring > is filled', reason: 'Error: expected 3 to be 4' }]
    expect(await countAfter(0, again)).toEqual({ passed: 2, failed: 0, skipped: 0, unsteady })

    const report = join(folder, 'again.json')
    const results = [{ error: { message: 'Timeout of 90 s' } }, {}]
    const specs = [{ title: 'opens', tests: [{ status: 'flaky', results }] }]
    const stats = { expected: 0, unexpected: 0, flaky: 1, skipped: 0 }
    await writeFile(report, JSON.stringify({ stats, errors: [], suites: [{ title: 'open.spec.ts', specs }] }))
    expect(await script.countRunner(0, report, script.countPlaywright)).toEqual({
      ...{ passed: 1, failed: 0, skipped: 0 },
      unsteady: [{ test: 'open.spec.ts > opens', reason: 'Timeout of 90 s' }]
    })
  })

  test('fails without a single test', async () => {
    expect(await countAfter(0)).toMatchObject({ passed: 0, failed: 1 })
  })

  test('fails when its exit code says so, though every test passed', async () => {
    expect(await countAfter(1, file('passed', 'passed'))).toMatchObject({ passed: 1, failed: 1 })
  })

  test('fails without a report', async () => {
    const counts = await script.countRunner(0, join(folder, 'absent.json'), script.countVitest)
    expect(counts).toMatchObject({ passed: 0, failed: 1 })
  })
})

test('a part that is of no use here is skipped, which is no failure', () => {
  const counts = script.countSkipped('no browser')
  expect(counts).toEqual({ passed: 0, failed: 0, skipped: 1, note: 'no browser' })
})

test('the last line names skipped tests only where there are some', () => {
  const parts = [
    { passed: 1, failed: 0, skipped: 0 },
    { passed: 40, failed: 2, skipped: 0 }
  ]
  expect(script.describe(script.total(parts))).toBe('41 passed, 2 failed')
  expect(script.describe({ passed: 1, failed: 0, skipped: 3 })).toBe('1 passed, 0 failed, 3 skipped')
})
