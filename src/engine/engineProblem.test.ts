import { describe, expect, it } from 'vitest'
import { problemParams } from '@shared/schema/problem'
import { EngineError } from '@shared/engineError'
import { problemOf } from './engineProblem'

describe('problemOf', () => {
  it('tells sizes in megapixels and files by name', () => {
    const error = new EngineError('image-too-large', 'too large', {
      file: '/data/a/b.png',
      width: 30000,
      height: 30000,
      limit: 2e8
    })
    const { kind, params } = problemOf(error)
    expect(kind).toBe('image-too-large')
    expect(params).toEqual({ file: 'b.png', megapixels: 900, limit: 200 })
  })

  it.each([
    new EngineError('image-unreadable', 'cut off', { file: '/a.jpg', reason: 'truncated', detail: '' }),
    new EngineError('image-missing', 'gone', { file: '/a.jpg' }),
    new EngineError('bad-prompt', 'no points'),
    new EngineError('internal', 'no idea')
  ])('carries what the sentence of $kind names', (error) => {
    const { kind, params } = problemOf(error)
    for (const name of problemParams[kind]) expect(params).toHaveProperty(name)
  })

  it('takes anything else as an internal problem', () => {
    expect(problemOf('odd')).toMatchObject({ kind: 'internal', params: { reason: 'odd' } })
  })
})
