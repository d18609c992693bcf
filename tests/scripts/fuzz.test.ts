import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { loadScript } from './load'

type Files = Record<string, Uint8Array>
interface Outcome {
  readonly kind: string
  readonly reason: string
}
interface Report {
  readonly cases: number
  readonly replayed: number
  readonly refused: number
  readonly counts: Readonly<Record<string, number>>
  readonly findings: readonly { kind: string; reason: string; seed: number | null; file: string }[]
}
interface Runner {
  run(target: string, files: Files): Promise<Outcome>
  stop(): Promise<void>
}

const { mutate } = (await loadScript('fuzz/mutate.mjs')) as { mutate: (files: Files, seed: number) => Files }
const { mutateCalls } = (await loadScript('fuzz/mutateCalls.mjs')) as {
  mutateCalls: (files: Files, seed: number, pool?: readonly Files[]) => Files
}
const { shrink } = (await loadScript('fuzz/shrink.mjs')) as {
  shrink: (files: Files, fails: (files: Files) => Promise<boolean>, options?: object) => Promise<Files>
}
const { Runner: RunnerClass } = (await loadScript('fuzz/runner.mjs')) as {
  Runner: new (options: object) => Runner
}
const { fuzzTarget } = (await loadScript('fuzz/campaign.mjs')) as {
  fuzzTarget: (options: object) => Promise<Report>
}
const { readCorpus } = (await loadScript('fuzz/corpus.mjs')) as {
  readCorpus: (folder: string) => Promise<readonly { files: Files }[]>
}

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text))
const text = (files: Files, name = 'a'): string => Buffer.from(files[name] ?? []).toString()

/** A program that answers cases as fuzz targets do: the first letter says how a case ends. */
const PROGRAM = `
process.on('message', ({ seeds, files }) => {
  const peakMb = process.resourceUsage().maxRSS / 1024
  if (seeds) return process.send({ seeds: [{ a: new Uint8Array(Buffer.from('valid {"n": 12}')) }], peakMb })
  const text = Buffer.from(files.a).toString()
  if (text.startsWith('C')) process.abort()
  if (text.startsWith('H')) for (;;);
  if (text.startsWith('U')) {
    console.error('[E:library] error: Failed to load something else')
    throw new TypeError('nobody catches me')
  }
  const kind = text.startsWith('valid') ? 'accepted' : text.includes('null') ? 'fault' : 'refused'
  process.send({ outcome: { kind, reason: kind, ...(kind === 'refused' && { counts: { words: 2 } }) }, peakMb })
})
process.on('disconnect', () => process.exit())
`

async function runner(): Promise<{ runner: Runner; folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'maskwright-'))
  const program = join(folder, 'child.cjs')
  await writeFile(program, PROGRAM)
  const made = new RunnerClass({ program, cwd: folder, timeoutMs: 5000, memoryMb: 500 })
  onTestFinished(async () => {
    await made.stop()
    await rm(folder, { recursive: true, force: true })
  })
  return { runner: made, folder }
}

describe('damaging files', () => {
  it('does the same for the same seed, and leaves the original alone', () => {
    const files = { a: bytes('{"width": 640, "name": "x"}'), b: bytes('other') }
    const before = text(files)
    for (let seed = 1; seed < 200; seed++) expect(mutate(files, seed)).toEqual(mutate(files, seed))
    expect(text(files)).toBe(before)
    const outcomes = new Set(Array.from({ length: 200 }, (_, seed) => JSON.stringify(mutate(files, seed))))
    expect(outcomes.size).toBeGreaterThan(150)
  })

  it('copes with empty files and with none', () => {
    for (let seed = 1; seed < 100; seed++) mutate({ a: bytes('') }, seed)
    expect(mutate({}, 1)).toEqual({})
  })
})

describe('damaging calls', () => {
  const sequence = {
    '00-project.openRecent.json': bytes('{"id":"folder-1"}'),
    '01-image.open.json': bytes('{"image":1}'),
    '02-edit.commit.json': bytes(
      '{"image":1,"name":"add-rect","diff":{"added":{},"updated":{},"removed":{}}}'
    )
  }
  const cases = Array.from({ length: 300 }, (_, seed) => mutateCalls(sequence, seed, [sequence]))

  it('does the same for the same seed, and something else for another', () => {
    expect(mutateCalls(sequence, 7, [sequence])).toEqual(cases[7])
    expect(new Set(cases.map((files) => JSON.stringify(files))).size).toBeGreaterThan(290)
  })

  it('leaves inputs of JSON, and most calls as they were', () => {
    const inputs = cases.flatMap((files) => Object.values(files)).map((each) => Buffer.from(each).toString())
    for (const input of inputs) expect(() => JSON.parse(input) as unknown).not.toThrow()
    const whole = new Set(Object.values(sequence).map((each) => Buffer.from(each).toString()))
    const kept = cases.filter((files) =>
      Object.values(files).some((each) => whole.has(Buffer.from(each).toString()))
    )
    expect(kept.length).toBeGreaterThan(250)
  })

  it('reaches every kind of hostile value, prototype keys, unknown names, and calls at the same time', () => {
    const all = cases
      .flatMap((files) => Object.entries(files))
      .map(([name, each]) => `${name} ${Buffer.from(each).toString()}`)
      .join('\n')
    for (const sign of [
      '/etc/passwd',
      '\\u0000',
      '$NaN',
      '$deep:',
      '$long:',
      '"__proto__":',
      '9007199254740992'
    ])
      expect(all).toContain(sign)
    expect(all).toMatch(/^\d+b*-(__proto__|constructor|PROJECT\.IMAGES)\.json/m)
    expect(all).toMatch(/^\d+b-/m)
  })

  it('keeps the order of calls by number, and copes with none', () => {
    for (const files of cases) {
      const numbers = Object.keys(files).map((name) => Number.parseInt(name, 10))
      expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
      expect(numbers.length).toBeLessThanOrEqual(200)
    }
    for (let seed = 0; seed < 100; seed++) mutateCalls({}, seed)
  })
})

describe('making a case smaller', () => {
  it('keeps what makes it fail and little else', async () => {
    const files = { a: bytes(`${'x'.repeat(500)}BAD${'y'.repeat(300)}`), b: bytes('not needed') }
    const small = await shrink(files, (each) => Promise.resolve(text(each).includes('BAD')), { tries: 400 })
    expect(Object.keys(small)).toEqual(['a'])
    expect(text(small)).toBe('BAD')
  })

  it('leaves files out many at a time, so that a case of hundreds takes few tries', async () => {
    const names = Array.from({ length: 200 }, (_, n) => `f${String(n).padStart(3, '0')}`)
    const files = Object.fromEntries(names.map((name) => [name, bytes('')]))
    let asked = 0
    const small = await shrink(files, (each) => {
      asked += 1
      return Promise.resolve('f050' in each && 'f120' in each)
    })
    expect(Object.keys(small)).toEqual(['f050', 'f120'])
    expect(asked).toBeLessThan(60)
  })
})

describe('the process that runs cases', () => {
  it('tells how each case ended, and starts again after a crash and a hang', async () => {
    const { runner: cases } = await runner()
    expect(await cases.run('t', { a: bytes('valid') })).toEqual({ kind: 'accepted', reason: 'accepted' })
    expect(await cases.run('t', { a: bytes('C') })).toMatchObject({ kind: 'crash' })
    expect(await cases.run('t', { a: bytes('H') })).toMatchObject({ kind: 'hang' })
    expect(await cases.run('t', { a: bytes('what') })).toMatchObject({ kind: 'refused', reason: 'refused' })
  })

  it('names the error that nobody caught, not what a library complained of before', async () => {
    const { runner: cases } = await runner()
    const { kind, reason } = await cases.run('t', { a: bytes('U') })
    expect(kind).toBe('crash')
    expect(reason).toContain('TypeError: nobody catches me')
    expect(reason).not.toContain('Failed to load')
  })
})

describe('a campaign', () => {
  it('has kept a case before it makes it smaller, and keeps only the smaller one afterwards', async () => {
    const { runner: real, folder } = await runner()
    const output = join(folder, 'found')
    const atFirst: number[] = []
    const cases = {
      ...{ seeds: () => Promise.resolve([{ a: bytes(`valid ${'x'.repeat(300)}`) }]), peakMb: 1 },
      async run(target: string, files: Files) {
        if (text(files).includes('null')) {
          const kept = await readCorpus(join(output, 't'))
          if (kept.length > 0) atFirst.push(text(kept[0]?.files ?? {}).length)
        }
        return real.run(target, files)
      }
    }
    const report = await fuzzTarget({
      ...{ target: 't', runner: cases, until: Infinity, cases: 300, say: () => undefined, seed: 1 },
      ...{ corpus: join(folder, 'none'), output }
    })
    const kept = await readCorpus(join(output, 't'))
    expect(kept).toHaveLength(report.findings.length)
    expect(Math.max(...atFirst)).toBeGreaterThan(text(kept[0]?.files ?? {}).length)
  })

  it('finds a fault, makes it smaller, keeps it, and repeats it from the corpus', async () => {
    const { runner: cases, folder } = await runner()
    const output = join(folder, 'found')
    const options = { target: 't', runner: cases, until: Infinity, cases: 400, say: () => undefined }
    const report = await fuzzTarget({ ...options, seed: 1, corpus: join(folder, 'none'), output })
    expect(report.cases).toBe(400)
    expect(report.findings.map(({ kind }) => kind)).toContain('fault')
    expect(report.refused).toBeGreaterThan(0)
    expect(report.counts).toEqual({ words: 2 * report.refused })
    const [kept] = await readCorpus(join(output, 't'))
    expect(text(kept?.files ?? {})).toContain('null')

    const again = await fuzzTarget({
      ...options,
      cases: 0,
      seed: 1,
      corpus: output,
      output: join(folder, 'b')
    })
    expect(again).toMatchObject({ cases: 0, replayed: report.findings.length })
    expect(again.findings.map(({ kind }) => kind)).toContain('fault')
  })
})
