import { describe, expect, it } from 'vitest'
import { contract } from '@shared/ipc/contract'
import { ProblemError } from '@shared/schema/problem'
import { answer, type Handlers } from './answer'

const reported: string[] = []
const ask = (name: unknown, input: unknown, handlers: Partial<Handlers>) =>
  answer(handlers as Handlers, name, input, (call) => reported.push(call))

describe('answer', () => {
  it('gives the handler parsed input and wraps its value', async () => {
    const result = await ask(
      'image.open',
      { image: 3, extra: true },
      { 'image.open': (input) => input as never }
    )
    expect(result).toEqual({ ok: true, value: { image: 3 } })
  })

  it.each([
    ['a path instead of an id', 'image.open', { image: '../../etc/passwd' }],
    ['a negative id', 'image.open', { image: -1 }],
    ['nothing', 'edit.commit', undefined],
    ['a diff that is none', 'edit.commit', { image: 1, name: 'move', diff: { added: 3 } }]
  ])('refuses %s without calling the handler', async (_what, name, input) => {
    const result = await ask(name, input, {})
    expect(result).toMatchObject({ ok: false, problem: { kind: 'bad-input' } })
  })

  it.each(['no.such.call', 'constructor', '__proto__', 7, undefined])(
    'refuses the unknown call %s',
    async (name) => {
      expect(await ask(name, undefined, {})).toMatchObject({ ok: false, problem: { kind: 'bad-input' } })
    }
  )

  it.each([
    ['without a prototype', Object.create(null) as unknown],
    ['whose conversion is no function', { toString: 1, valueOf: 1 }],
    ['that is a symbol', Symbol('call')]
  ])('refuses a name %s', async (_what, name) => {
    expect(await ask(name, undefined, {})).toMatchObject({
      ok: false,
      problem: { kind: 'bad-input', message: 'Unknown call' }
    })
  })

  it('takes undefined for left out, in every call', async () => {
    const result = await ask(
      'settings.update',
      { theme: undefined, threads: 2 },
      { 'settings.update': (input) => Object.keys(input) as never }
    )
    expect(result).toEqual({ ok: true, value: ['threads'] })
    const params = { pointsPerSide: undefined, cropNLayers: 1 }
    const started = await ask(
      'proposals.start',
      { image: 1, params, strategy: 'fast' },
      { 'proposals.start': (input) => Object.keys(input.params) as never }
    )
    expect(started).toEqual({ ok: true, value: ['cropNLayers'] })
  })

  it('refuses a cyclic input', async () => {
    const cycle: Record<string, unknown> = { image: 1 }
    cycle['self'] = cycle
    expect(await ask('image.open', cycle, {})).toMatchObject({ ok: false, problem: { kind: 'bad-input' } })
  })

  it('sends a problem back as data', async () => {
    const full = () => Promise.reject(new ProblemError('disk-full', 'No space', { file: 'project.db' }))
    const result = await ask('project.close', undefined, { 'project.close': full })
    expect(result).toEqual({
      ok: false,
      problem: { kind: 'disk-full', message: 'No space', params: { file: 'project.db' } }
    })
    expect(reported).not.toContain('project.close')
  })

  it('reports what nobody expected', async () => {
    const broken = () => Promise.reject(new TypeError('x is undefined'))
    const result = await ask('project.rescan', undefined, { 'project.rescan': broken })
    expect(result).toMatchObject({
      ok: false,
      problem: { kind: 'internal', params: { reason: 'x is undefined' } }
    })
    expect(reported).toContain('project.rescan')
  })

  it('has an input schema for every call', () => {
    for (const call of Object.values(contract)) expect(call.input).toHaveProperty('safeParse')
  })
})
