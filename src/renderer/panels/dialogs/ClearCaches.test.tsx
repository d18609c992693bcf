import { fireEvent, screen } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import type { JobResult } from '@shared/ipc/views'
import type { JobId } from '@shared/schema/ids'
import { problem } from '@shared/schema/problem'
import { FakeMain } from '../../state/testing/fakeMain'
import { classOf } from '../../state/testing/records'
import { appears, renderWindow, rest, until } from '../testing/renderWindow'

const job = 'caches-job' as JobId
let main: FakeMain

beforeEach(async () => {
  main = new FakeMain([classOf(1, 'car')])
  await renderWindow(main)
  main.emit('menu.command', 'file.settings')
  await appears('caches')
  await until(() => expect(size()).toContain('8.4 MB'))
})

const size = (): string | null => screen.getByTestId('caches-size').textContent
const click = (testId: string): void => void fireEvent.click(screen.getByTestId(testId))
async function finish(result: JobResult): Promise<void> {
  main.emit('job.finished', { job, result })
  await rest()
}

describe('the caches in the settings', () => {
  it('show how much they take, and are not cleared by one click', async () => {
    expect(size()).toBe('Embeddings: 8.4 MB. Thumbnails: 31 kB.')
    click('caches-clear')
    click('caches-cancel')
    await rest()
    expect(main.inputs('caches.clear')).toEqual([])
  })

  it('are cleared with progress, and then counted again', async () => {
    click('caches-clear')
    click('caches-confirm')
    await rest()
    main.emit('job.progress', { job, phase: 'deleting', done: 1, total: 4 })
    await until(() => expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('25'))
    const none = { files: 0, bytes: 0 }
    main.overrides['caches.sizes'] = () => ({ embeddings: none, thumbnails: none })
    await finish({ kind: 'done', of: 'clear-caches', report: { files: 5, bytes: 8_431_000 } })
    await until(() => expect(document.body.textContent).toContain('8.4 MB freed.'))
    expect(screen.getByTestId<HTMLButtonElement>('caches-clear').disabled).toBe(true)
  })

  it('say which file could not be deleted', async () => {
    click('caches-clear')
    click('caches-confirm')
    await rest()
    const failed = problem('cache-clear-failed', 'a.emb', { file: 'a.emb', reason: 'EACCES' })
    await finish({ kind: 'failed', problem: failed })
    await until(() => expect(document.body.textContent).toContain('a.emb could not be deleted'))
    expect(screen.getByTestId<HTMLButtonElement>('caches-clear').disabled).toBe(false)
  })
})
