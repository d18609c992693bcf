import { describe, expect, it } from 'vitest'
import { parseLaunch } from './commandLine'

describe('parseLaunch', () => {
  it.each([
    [[], { kind: 'window', open: null }],
    [['--sample'], { kind: 'window', open: { kind: 'sample' } }],
    [['--disable-gpu', '/photos'], { kind: 'window', open: { kind: 'folder', path: '/photos' } }],
    [['--user-data-dir=/x', '--lang=en'], { kind: 'window', open: null }],
    [['--self-test', '/photos'], { kind: 'self-test' }]
  ])('understands %o', (args, launch) => {
    expect(parseLaunch(args)).toEqual(launch)
  })
})
