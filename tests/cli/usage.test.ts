import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { maskwright, pasture, temporaryFolder } from './run'

afterEach(() => vi.unstubAllEnvs())

it.each<[name: string, message: RegExp, words: readonly string[]]>([
  ['no command', /Usage: maskwright/, []],
  ['an unknown command', /unknown command 'outline'/, ['outline']],
  ['an unknown option', /unknown option '--fast'/, ['predict', pasture, '--fast']],
  ['no image', /missing required argument 'image'/, ['predict', '--point', '1,2']],
  ['all masks of a whole image', /--multimask requires --point/, ['predict', pasture, '--multimask']],
  [
    'points that could belong to either box',
    /pass one --points for each --box/,
    ['predict', pasture, '--point', '1,2', '--box', '1,1,9,9', '--box', '2,2,8,8']
  ],
  ['half a point in a group', /--points 1,2;3: expected/, ['predict', pasture, '--points', '1,2;3']],
  ['half a point', /--point 12: expected x,y/, ['predict', pasture, '--point', '12']],
  ['a label that is none', /--point 1,2,3: expected/, ['predict', pasture, '--point', '1,2,3']],
  ['no numbers', /--box a,b,c,d: expected x1,y1,x2,y2/, ['predict', pasture, '--box', 'a,b,c,d']],
  ['a box inside out', /x1 must be less than x2/, ['predict', pasture, '--box', '9,9,1,1']],
  [
    'one file for two drawings',
    /must be an existing folder/,
    ['predict', pasture, pasture, '--point', '1,2', '--out', 'one.png']
  ],
  ['no format', /required option '--format <format>'/, ['export', '.', '--out', '.']],
  ['an unknown format', /argument 'psd' is invalid/, ['export', '.', '--format', 'psd', '--out', '.']],
  [
    'two kinds of images',
    /mutually exclusive/,
    ['export', '.', '--format', 'coco', '--out', '.', '--copy', '--link']
  ],
  [
    'a tolerance that is none',
    /--tolerance x/,
    ['export', '.', '--format', 'coco', '--out', '.', '--tolerance', 'x']
  ],
  [
    'a mapping without a name',
    /--map dog: expected foreign=name/,
    ['import', '.', '--project', '.', '--map', 'dog']
  ],
  ['no project', /required option '--project <folder>'/, ['import', '.']],
  ['nothing to convert to', /required option '--to <format>'/, ['convert', '.', '--out', '.']],
  ['no destination', /required option '--out <folder>'/, ['export', '.', '--format', 'coco']],
  [
    'a split of one',
    /--split 1: expected/,
    ['export', '.', '--format', 'coco', '--out', '.', '--split', '1']
  ],
  [
    'a seed that is no number',
    /--seed x: expected an integer/,
    ['export', '.', '--format', 'coco', '--out', '.', '--seed', 'x']
  ]
])('%s is wrong use: a word on stderr, and exit code 2', async (_name, message, words) => {
  const { code, out, errors } = await maskwright(...words)
  expect(errors).toMatch(message)
  expect(out).toEqual([])
  expect(code).toBe(2)
})

it('segment is an alias of everything', async () => {
  const { code, out, errors } = await maskwright('segment', '--help')
  expect([code, errors]).toEqual([0, ''])
  expect(out).toEqual((await maskwright('everything', '--help')).out)
  expect(out.join('\n')).toMatch(/^Usage: maskwright everything\|segment /)
  const missing = join(await temporaryFolder(), 'missing.png')
  const alias = await maskwright('segment', missing)
  expect(alias.code).toBe(1)
  expect(alias).toEqual(await maskwright('everything', missing))
})

it.each([
  ['--version', /^1\.2\.3$/],
  ['--help', /predict/]
])('%s is answered on stdout', async (option, text) => {
  const { code, out, errors } = await maskwright(option)
  expect(out.join('\n')).toMatch(text)
  expect([code, errors]).toEqual([0, ''])
})

it('a model that is not there fails in words', async () => {
  const nowhere = join(await temporaryFolder(), 'nowhere')
  vi.stubEnv('MASKWRIGHT_MODEL_DIR', nowhere)
  const { code, errors } = await maskwright('predict', pasture, '--point', '1,2')
  expect(code).toBe(1)
  expect(errors).toMatch(/^maskwright: The model file .*manifest\.json is missing$/)
})
