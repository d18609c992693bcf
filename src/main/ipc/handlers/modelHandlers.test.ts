import { describe, expect, it } from 'vitest'
import { answer, type Handlers } from '../answer'
import type { Context } from './context'
import { modelHandlers } from './modelHandlers'

/** The handlers over a library that only remembers what was asked of it. */
function setUp(files: readonly string[] | null = null) {
  const asked: unknown[][] = []
  const remember =
    (name: string, result: unknown = null) =>
    (...args: unknown[]) => {
      asked.push([name, ...args])
      return result
    }
  const models = {
    ...{ view: () => 'the library', list: () => 'the library', library: { folder: '/models' } },
    chosenFiles: remember('chosenFiles', ['/home/encoder.onnx']),
    inspect: remember('inspect', 'what it is'),
    ...{ add: remember('add'), remove: remember('remove'), choose: remember('choose') },
    ...{ download: remember('download'), setDevice: remember('setDevice') }
  }
  const context = {
    models,
    chooseModelFiles: () => Promise.resolve(files),
    showFolder: remember('showFolder')
  }
  const handlers = modelHandlers(context as unknown as Context) as unknown as Handlers
  const ask = (name: string, input?: unknown) => answer(handlers, name, input, () => undefined)
  return { asked, ask }
}

describe('the calls of the model library', () => {
  it('take files from the native dialog only, together with those chosen before', async () => {
    const { asked, ask } = setUp(['/home/decoder.onnx'])
    const token = 'a-token-of-main'
    expect(await ask('models.inspect', { with: token })).toEqual({ ok: true, value: 'what it is' })
    expect(asked).toEqual([
      ['chosenFiles', token],
      ['inspect', ['/home/encoder.onnx', '/home/decoder.onnx']]
    ])
  })

  it('look at nothing when the dialog is cancelled', async () => {
    const { asked, ask } = setUp(null)
    expect(await ask('models.inspect', { with: null })).toEqual({ ok: true, value: null })
    expect(asked).toEqual([])
  })

  it('show the library’s own folder', async () => {
    const { asked, ask } = setUp()
    await ask('models.showFolder')
    expect(asked).toEqual([['showFolder', '/models']])
  })

  it.each([
    ['models.remove', { id: '../../settings' }],
    ['models.remove', { id: '' }],
    ['models.inspect', { paths: ['/etc/passwd'] }],
    ['models.add', { token: 'a-token-of-main', name: '  ', licence: '' }],
    ['models.add', { token: 'a-token-of-main', name: 'x'.repeat(200), licence: '' }],
    ['models.download', { id: 'https://evil.example/x.onnx' }],
    ['models.choose', { task: 'classify', id: 'mobile-sam' }],
    ['models.setDevice', { id: 'mobile-sam', device: 'toaster' }]
  ])('%s refuses %j', async (name, input) => {
    const { asked, ask } = setUp(['/home/a.onnx'])
    expect(await ask(name, input)).toMatchObject({ ok: false, problem: { kind: 'bad-input' } })
    expect(asked).toEqual([])
  })
})
