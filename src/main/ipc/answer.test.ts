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
