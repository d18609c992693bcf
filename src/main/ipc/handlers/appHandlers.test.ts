import { expect, test } from 'vitest'
import { answer, type Handlers } from '../answer'
import { appHandlers } from './appHandlers'
import type { Context } from './context'

const handlers = (copyText: (text: string) => Promise<void> | void): Handlers =>
  appHandlers({ desktop: { copyText } } as unknown as Context) as unknown as Handlers
const copy = (copyText: (text: string) => Promise<void> | void): Promise<unknown> =>
  answer(handlers(copyText), 'app.copy', { text: 'words' }, () => undefined)

test('a clipboard that copies at once, as in Electron 33, is answered', async () => {
  const copied: string[] = []
  expect(await copy((text) => void copied.push(text))).toEqual({ ok: true, value: null })
  expect(copied).toEqual(['words'])
})

test('a clipboard that copies later, as in Electron 45, is waited for', async () => {
  const steps: string[] = []
  const answered = copy(
    (text) =>
      new Promise((resolve) => {
        setImmediate(() => {
          steps.push(text)
          resolve()
        })
      })
  ).then(() => steps.push('answered'))
  await answered
  expect(steps).toEqual(['words', 'answered'])
})

test('a clipboard that fails is told, whether it fails at once or later', async () => {
  const failed = { ok: false, problem: { kind: 'internal', params: { reason: 'no clipboard' } } }
  expect(await copy(() => Promise.reject(new Error('no clipboard')))).toMatchObject(failed)
  expect(
    await copy(() => {
      throw new Error('no clipboard')
    })
  ).toMatchObject(failed)
})
