import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { deleteTelemetryLeftovers, leftoverPlaces, type LeftoverPlaces } from './telemetryLeftovers'

let folder: string
let places: LeftoverPlaces
let store: string

/** No process has it: the largest that Linux gives is 4,194,304. */
const gone = 99_999_999
const session = '1796072486617\n40f7329b-adf9-47b5-b60e-20209bb48f00'

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leftovers-'))
  const microsoft = join(folder, 'cache', 'Microsoft')
  store = join(microsoft, 'DeveloperTools', '.onnxruntime')
  places = { folders: [store, dirname(store), microsoft], temporary: join(folder, 'tmp') }
  await mkdir(store, { recursive: true })
  await mkdir(places.temporary)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const write = (...names: string[]): Promise<unknown> => {
  return Promise.all(names.map((name) => writeFile(join(folder, name), name.endsWith('.log') ? '' : 'x')))
}
const inStore = (name: string): string => join('cache', 'Microsoft', 'DeveloperTools', '.onnxruntime', name)

// Nothing is deleted where files have no owner that could be compared.
describe.skipIf(process.platform === 'win32')('what telemetry left', () => {
  it('goes, and so do the folders that were made for it', async () => {
    await write(inStore('deviceid'), inStore('onnxruntime.db'), `tmp/mat-debug-${gone}.log`)
    await writeFile(join(places.temporary, '.ses'), session)
    await write(
      inStore('onnxruntime.db-wal'),
      inStore('onnxruntime.db-shm'),
      inStore('deviceid.tmp.a61472ab-f8af')
    )
    expect((await deleteTelemetryLeftovers(places)).length).toBe(7)
    expect(await readdir(join(folder, 'cache'))).toEqual([])
    expect(await readdir(places.temporary)).toEqual([])
    expect(await deleteTelemetryLeftovers(places)).toEqual([])
  })

  it('leaves other files, and the folders that they are in', async () => {
    await write(
      inStore('deviceid'),
      inStore('mine'),
      'cache/Microsoft/other',
      'tmp/.ses',
      'tmp/mat-debug-x.log'
    )
    await writeFile(join(places.temporary, `mat-debug-${gone}.log`), 'words of another program')
    await write(`tmp/mat-debug-${process.pid}.log`)
    expect(await deleteTelemetryLeftovers(places)).toEqual([join(store, 'deviceid')])
    expect(await readdir(store)).toEqual(['mine'])
    expect((await readdir(places.temporary)).length).toBe(4)
  })

  it('follows no links, neither of files nor of folders', async () => {
    await write('precious')
    await symlink(join(folder, 'precious'), join(store, 'deviceid'))
    await symlink(join(folder, 'precious'), join(places.temporary, `mat-debug-${gone}.log`))
    expect(await deleteTelemetryLeftovers(places)).toEqual([])
    expect(await readFile(join(folder, 'precious'), 'utf8')).toBe('x')

    await mkdir(join(folder, 'elsewhere'))
    await write('elsewhere/deviceid')
    await rm(store, { recursive: true })
    await symlink(join(folder, 'elsewhere'), store)
    expect(await deleteTelemetryLeftovers(places)).toEqual([])
    expect(existsSync(join(folder, 'elsewhere/deviceid'))).toBe(true)
  })

  it('is looked for in the cache of the user, and nowhere on Windows', () => {
    expect(leftoverPlaces('linux', { XDG_CACHE_HOME: '/caches' })?.folders[0]).toBe(
      '/caches/Microsoft/DeveloperTools/.onnxruntime'
    )
    expect(leftoverPlaces('darwin', {})?.folders[0]).toContain(
      join('Library', 'Application Support', 'Microsoft', 'DeveloperTools', '.onnxruntime')
    )
    expect(leftoverPlaces('win32', {})).toBeNull()
  })
})
