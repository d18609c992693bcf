import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { loadScript } from './load'

interface RunRecord {
  readonly part: string
  readonly platform: string
  readonly arch: string
  readonly runtime: Readonly<Record<string, string>>
  readonly date: string
  readonly passed: number
}
type Counts = Readonly<Record<'passed' | 'failed' | 'skipped' | 'seconds', number>>
type Runtime = Readonly<Record<string, string>>
interface Records {
  readonly runRecord: (part: string, counts: Counts, runtime?: Runtime) => RunRecord
  readonly writeRunRecord: (
    part: string,
    counts: Counts,
    runtime: (() => Promise<Runtime>) | undefined,
    folder: string
  ) => Promise<void>
}
interface Table {
  readonly TABLE_BEGIN: string
  readonly TABLE_END: string
  readonly withRuns: (document: string, records: readonly RunRecord[]) => string
}

const { runRecord, writeRunRecord } = (await loadScript('testing/runRecord.mjs')) as Records
const { TABLE_BEGIN, TABLE_END, withRuns } = (await loadScript('testing/platformTable.mjs')) as Table

const counts = { passed: 7, failed: 1, skipped: 2, seconds: 12.34 }
const document = `# Title\n\nBefore.\n\n${TABLE_BEGIN}\n${TABLE_END}\n\nAfter.\n`
const rows = (text: string): string[] => text.split('\n').filter((line) => line.startsWith('|'))

it('a record says what ran where', () => {
  expect(runRecord('unit', counts)).toMatchObject({
    part: 'unit',
    platform: process.platform,
    runtime: { Node: process.versions.node },
    passed: 7,
    failed: 1,
    skipped: 2,
    seconds: 12.3
  })
  const other = runRecord('unit-windows', counts, { platform: 'win32', release: 'wine 8.0', Node: '20.20.0' })
  expect(other).toMatchObject({ platform: 'win32', release: 'wine 8.0', runtime: { Node: '20.20.0' } })
})

it('each part has one file, which the next run replaces', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'maskwright-runs-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await writeRunRecord('unit', counts, undefined, folder)
  await writeRunRecord('unit', { ...counts, passed: 8 }, undefined, folder)
  await writeRunRecord('e2e', counts, () => Promise.resolve({ Electron: '33.2.1' }), folder)
  const names = await readdir(folder)
  expect(names).toHaveLength(2)
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
  const records = texts.map((text) => JSON.parse(text) as RunRecord)
  expect(records.map(({ part, passed }) => `${part} ${passed}`).sort()).toEqual(['e2e 7', 'unit 8'])
})

it('the table is renewed between its markers, and rows of other systems stay', () => {
  const linux = { ...runRecord('unit', counts), platform: 'linux', arch: 'x64', date: '2026-01-02T03:04:05Z' }
  const mac = { ...linux, platform: 'darwin', arch: 'arm64', passed: 5 }
  const first = withRuns(document, [linux, mac])
  expect(first.startsWith('# Title\n\nBefore.\n\n')).toBe(true)
  expect(first.endsWith('\n\nAfter.\n')).toBe(true)
  expect(rows(first)).toHaveLength(4)
  expect(rows(first)[2]).toMatch(/^\| unit \| Linux x64 \| Node .* \| 2026-01-02 \| 7 \| 1 \| 2 \| 12 \|$/)
  const second = withRuns(first, [{ ...linux, passed: 9 }])
  expect(rows(second)).toHaveLength(4)
  expect(rows(second)[2]).toContain('| 9 | 1 | 2 |')
  expect(rows(second)[3]).toBe(rows(first)[3])
  expect(withRuns(second, [])).toBe(second)
})

it('a document without the markers is refused', () => {
  expect(() => withRuns('# Title\n', [])).toThrow(TABLE_BEGIN)
})

it('docs/platforms.md has a place for the table', async () => {
  const text = await readFile(join(import.meta.dirname, '../../docs/platforms.md'), 'utf8')
  expect(text.indexOf(TABLE_END)).toBeGreaterThan(text.indexOf(TABLE_BEGIN))
})
