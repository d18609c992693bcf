import { describe, expect, it } from 'vitest'
import { ownArguments, parseLaunch } from './commandLine'

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

describe('ownArguments', () => {
  it.each([
    [['electron', '.', '/photos'], ['/photos']],
    [
      ['electron', '--no-sandbox', '--lang=en', '.', '/photos'],
      ['--no-sandbox', '--lang=en', '/photos']
    ],
    [['electron', '--no-sandbox', '.'], ['--no-sandbox']]
  ])('leaves the checkout itself out of %o', (argv, own) => {
    expect(ownArguments(argv, false)).toEqual(own)
  })

  it('are all of a packaged application', () => {
    expect(ownArguments(['maskwright', '--no-sandbox', '/photos'], true)).toEqual(['--no-sandbox', '/photos'])
  })
})
