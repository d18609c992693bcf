import { beforeAll, expect, it } from 'vitest'
import { childScript, runAndKill, type ChildScript } from './testing/childScript'
import { workplace } from './testing/fixtures'

let script: ChildScript

beforeAll(async () => {
  script = await childScript('importer')
  return script.remove
})

const paths = Array.from({ length: 60 }, (_, i) => `${i}.jpg`)

it.each([
  [10, 0],
  [40, 2],
  [60, 0],
  [60, 3],
  [61, 0],
  [61, 10],
  [61, 30]
])(
  'an import that is killed after %i lines and %i ms is there as a whole, or not at all',
  async (lines, ms) => {
    const place = await workplace(paths)
    const said = await runAndKill(script, [place.root, place.userDataDir], lines, ms)
    const { store, notices } = await place.open()
    expect(notices).toEqual([])
    const counts = new Set(store.images().map(({ objects }) => objects))
    expect(counts.size).toBe(1)
    const isThere = counts.has(40)
    if (said.some((line) => line.startsWith('done'))) expect(isThere).toBe(true)
    if (said.length <= paths.length) expect(isThere).toBe(false)
    expect(store.labels().map(({ name }) => name)).toEqual(isThere ? ['object', 'dog'] : ['object'])
    const { undo } = store.importHistory()
    expect(undo?.objects ?? 0).toBe(isThere ? 2400 : 0)
    await store.settled()
    expect(new Set(store.images().map(({ id }) => store.annotations(id).length))).toEqual(counts)
    if (undo) await store.undoImport(undo.import)
    expect(store.images().every(({ objects }) => objects === 0)).toBe(true)
  }
)
