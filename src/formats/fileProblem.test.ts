import { describe, expect, it } from 'vitest'
import { ProblemError } from '@shared/schema/problem'
import { asProblem } from './fileProblem'

const failed = (code: string): Error => Object.assign(new Error(`${code}: failed`), { code })

describe('asProblem', () => {
  it.each([
    ['ENOSPC', { kind: 'disk-full', params: { file: '/out' } }],
    ['EDQUOT', { kind: 'disk-full', params: { file: '/out' } }],
    ['EACCES', { kind: 'destination-unwritable', params: { folder: '/out', reason: 'EACCES' } }],
    ['EROFS', { kind: 'destination-unwritable', params: { folder: '/out', reason: 'EROFS' } }],
    ['ENOTDIR', { kind: 'destination-unwritable', params: { folder: '/out', reason: 'ENOTDIR' } }]
  ])('takes %s for %j', (code, expected) => {
    const problem = asProblem(failed(code), '/out')
    expect(problem).toBeInstanceOf(ProblemError)
    expect(problem).toMatchObject(expected)
  })

  it('leaves other errors alone', () => {
    const problem = new ProblemError('cancelled', 'Cancelled', {})
    const error = new Error('no code')
    expect(asProblem(problem, '/out')).toBe(problem)
    expect(asProblem(error, '/out')).toBe(error)
  })
})
