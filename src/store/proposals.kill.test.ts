import { beforeAll, expect, test } from 'vitest'
import { childScript, runAndKill, type ChildScript } from './testing/childScript'
import { workplace } from './testing/fixtures'

let script: ChildScript

beforeAll(async () => {
  script = await childScript('proposer')
  return script.remove
})

test('no proposal and no image of a folder task is lost when the process is killed at any moment', async () => {
  const names = Array.from({ length: 40 }, (_, i) => `${i}.jpg`)
  const place = await workplace(names)
  const begun: string[] = []
  for (const count of [1, 4, 30, 65]) {
    const lines = await runAndKill(script, [place.root, place.userDataDir], count, Math.random() * 8)
    expect(lines[0]).toBe('open')
    const told = lines.slice(1).map((line) => line.split(' '))
    begun.push(...told.filter(([verb, , n]) => verb === 'pool' && n === '1').map(([, image = '']) => image))

    const { store } = await place.open()
    const acknowledged = new Map(told.map(([, image, n]) => [Number(image), Number(n ?? 3)]))
    for (const { id, proposals } of store.images()) {
      expect(proposals).toBeGreaterThanOrEqual(acknowledged.get(id) ?? 0)
      const pool = store.proposals.load(id)
      expect(pool?.proposals.length ?? 0).toBe(proposals)
      expect(pool?.state ?? 'none').toBe(proposals === 3 ? 'complete' : proposals > 0 ? 'stopped' : 'none')
    }
    const task = store.tasks.current()
    const ended = told.filter(([verb]) => verb === 'done').length
    expect(task).toMatchObject({ state: 'running', failed: 0, total: names.length })
    expect(task?.done).toBeGreaterThanOrEqual(ended)
    await store.close()
  }
  // An image is begun again only where it was under way when the process was killed.
  const again = begun.length - new Set(begun).size
  expect(again).toBeLessThanOrEqual(3)
})
