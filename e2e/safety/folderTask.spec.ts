import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Api } from '../../src/shared/ipc/api'
import type { CallName, Input, Output } from '../../src/shared/ipc/contract'
import { expect, test, type RunningApp } from '../support/app'
import { putPhotos } from '../support/photos'
import { kill } from '../support/processes'

test.skip(process.platform !== 'linux', 'process groups are used as Linux has them')

/** Calls main as the page does. */
async function call<N extends CallName>(page: Page, name: N, input?: Input<N>): Promise<Output<N>> {
  const result = await page.evaluate(
    ([called, given]) => {
      const { api } = globalThis as unknown as { readonly api: Api }
      return api.call(called as 'task.current', given as undefined)
    },
    [name, input] as const
  )
  if (!result.ok) throw new Error(`${name}: ${result.problem.message}`)
  return result.value as Output<N>
}

/** How many proposals each image has, once the project is there. */
async function counts({ page, window }: RunningApp): Promise<readonly number[]> {
  await expect(window.imageRow('d.jpg')).toBeVisible()
  return (await call(page, 'project.images')).map(({ proposals }) => proposals)
}

test(
  'a folder task goes on after the application was killed',
  { tag: '@safety' },
  async ({ folder, start }) => {
    test.setTimeout(300_000)
    const place = join(folder, 'images')
    await mkdir(place)
    await putPhotos(place, {
      'a.jpg': 'nagasaki-boats',
      'b.jpg': 'airplane-from-above',
      'c.jpg': 'march-pastoral',
      'd.jpg': 'allium-oreophilum'
    })
    const first = await start({ args: [place] })
    expect(await counts(first)).toEqual([0, 0, 0, 0])
    await call(first.page, 'task.start', {
      kind: 'everything',
      images: 'all',
      params: { pointsPerSide: 8 },
      strategy: 'fast',
      onlyWithout: true
    })
    const done = async ({ page }: RunningApp): Promise<number> =>
      (await call(page, 'task.current'))?.done ?? -1
    await expect.poll(() => done(first), { timeout: 120_000 }).toBeGreaterThan(0)
    const [before = 0] = await counts(first)
    expect(before).toBeGreaterThan(0)
    await kill(first.app, 'all')

    const second = await start()
    expect((await counts(second))[0]).toBe(before)
    await expect.poll(() => done(second), { timeout: 120_000 }).toBe(4)
    expect(await call(second.page, 'task.current')).toMatchObject({ state: 'finished', failed: 0, total: 4 })
    for (const count of await counts(second)) expect(count).toBeGreaterThan(0)
  }
)
