import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { contract } from '@shared/ipc/contract'
import { problem } from '@shared/schema/problem'
import { problemOfEvent } from './targets/calls/events'
import { Given } from './targets/calls/given'
import { JobWatch } from './targets/calls/jobWatch'
import { cheap } from './targets/calls/limits'
import { checkUntouched, makePlace, resetPlace, untouchable } from './targets/calls/place'
import { seedCases } from './targets/calls/scenarios'
import { groupsOf } from './targets/calls/steps'
import { valueOf } from './targets/calls/values'

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text))

describe('the cases', () => {
  it('hold every call of the contract', () => {
    const made = new Set(
      seedCases().flatMap((files) =>
        groupsOf(files)
          .flat()
          .map(({ name }) => name)
      )
    )
    expect(Object.keys(contract).filter((name) => !made.has(name))).toEqual([])
  })

  it('give calls in the order of their numbers, those with the same number together', () => {
    const groups = groupsOf({
      '10-app.finished.json': bytes('"$undefined"'),
      '02-image.open.json': bytes('{"image":1}'),
      '02b-__proto__.json': bytes('no JSON')
    })
    expect(groups).toEqual([
      [
        { at: 2, name: 'image.open', input: { image: 1 } },
        { at: 2, name: '__proto__', input: 'no JSON' }
      ],
      [{ at: 10, name: 'app.finished', input: '$undefined' }]
    ])
  })
})

describe('values', () => {
  const value = (text: string): unknown => valueOf(JSON.parse(text), new Map([['job', 'job-number-1']]))

  it('are what JSON cannot say, and what earlier answers gave', () => {
    expect(value('["$NaN", "$job", "$undefined", "$unheard-of", 1]')).toEqual([
      ...[NaN, 'job-number-1', undefined, 'unheard-of', 1]
    ])
    expect(value('"$long:300"')).toHaveLength(300)
    expect(JSON.stringify(value('"$deep:4"'))).toBe('{"value":[{"value":[1]}]}')
  })

  it('have keys of prototypes as keys of their own', () => {
    const made = value('{"__proto__": {"stray": 1}}') as object
    expect(Object.keys(made)).toEqual(['__proto__'])
    expect(Object.getPrototypeOf(made)).toBe(Object.prototype)
  })

  it('of answers are known by the names that later calls use', () => {
    const given = new Given()
    given.take('import.choose', { token: 'for-import' })
    given.take('project.chooseFolder', { kind: 'damaged', token: 'for-recovery' })
    given.take('models.add', {
      models: [
        { id: 'added', builtIn: false },
        { id: 'sam', builtIn: true }
      ]
    })
    given.take('export.start', { job: 'job-number-2' })
    given.take('image.open', null)
    expect(Object.fromEntries(given.values)).toEqual({
      ...{ 'token.import': 'for-import', 'token.recover': 'for-recovery' },
      ...{ model: 'added', job: 'job-number-2' }
    })
  })
})

describe('what costs minutes', () => {
  it('is made small where it is valid, and stays as it is where it is refused', () => {
    const start = { image: 1, params: { pointsPerSide: 64 }, strategy: 'fast' }
    expect(cheap('proposals.start', start, () => true)?.input).toMatchObject({ params: { pointsPerSide: 1 } })
    const refused = { ...start, strategy: 'slow' }
    expect(cheap('proposals.start', refused, () => true)).toEqual({ input: refused })
    expect(cheap('models.selfTest', { id: 'mobile-sam' }, () => true)).toBeNull()
    expect(cheap('models.selfTest', { id: 'mobile-sam' }, () => false)).toEqual({
      input: { id: 'mobile-sam' }
    })
  })
})

describe('faults', () => {
  it('are seen in what events tell, at any depth', () => {
    const failed = problem('internal', 'x is not a function', { reason: 'x' })
    expect(problemOfEvent({ job: 'a', result: { kind: 'failed', problem: failed } })).toBe(
      'x is not a function'
    )
    expect(problemOfEvent({ job: 'a', result: { kind: 'cancelled' } })).toBeNull()
    expect(problemOfEvent(null)).toBeNull()
  })

  it('are files that were changed, made or deleted where calls may not write', async () => {
    const root = await mkdtemp(join(tmpdir(), 'maskwright-'))
    onTestFinished(() => rm(root, { recursive: true, force: true }))
    const place = await makePlace(root, resolve(import.meta.dirname, '../fixtures'))
    const before = await untouchable(place)
    await resetPlace(place)
    await writeFile(join(place.exports, 'dataset.json'), '{}')
    await writeFile(join(place.images, '.maskwright.txt'), '')
    await expect(checkUntouched(place, before)).rejects.toThrow('changed: images/.maskwright.txt')
    await rm(join(place.images, '.maskwright.txt'))
    await checkUntouched(place, before)
    await writeFile(join(place.dataset, 'instances.json'), '{}')
    await rm(join(place.images, 'cat.jpg'))
    await expect(checkUntouched(place, before)).rejects.toThrow(/images\/cat\.jpg.*dataset\/instances\.json/)
  })
})

describe('jobs', () => {
  it('are waited for, also where the end is told before the start', async () => {
    const jobs = new JobWatch()
    jobs.finished('one')
    jobs.started('one')
    await jobs.allEnded()
    jobs.started('two')
    let ended = false
    const waiting = jobs.allEnded().then(() => {
      ended = true
    })
    await Promise.resolve()
    expect(ended).toBe(false)
    jobs.finished('two')
    await waiting
    expect(ended).toBe(true)
  })
})
