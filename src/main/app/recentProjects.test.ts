import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { RecentProjects } from './recentProjects'
import { StartWatch } from './services'

vi.mock('electron-log/main', () => ({ default: { warn: () => undefined } }))

let userData = ''

beforeEach(async () => {
  userData = await mkdtemp(join(tmpdir(), 'maskwright-recent-'))
})
afterEach(async () => {
  vi.useRealTimers()
  await rm(userData, { recursive: true })
})

/** What the next start of the application sees. */
const next = (): RecentProjects => new RecentProjects(userData)

test('keeps a folder once, and tells the system of it', async () => {
  const [first, second] = [join(userData, 'first'), join(userData, 'second')]
  await Promise.all([first, second].map((folder) => mkdir(folder)))
  const told: string[] = []
  const recent = new RecentProjects(userData, (folder) => told.push(folder))
  for (const folder of [first, second, first]) recent.add(folder)
  expect(recent.list().map(({ location }) => location)).toEqual([first, second])
  expect(told).toEqual([first, second, first])
})

test('a project is opened again, until two starts in a row did not end well', () => {
  next().add(userData)
  for (let i = 0; i < 2; i++) {
    expect(next().toReopen()).toBe(userData)
    expect(next().heldBack()).toBeNull()
    next().beginStart()
    // Opening puts it first again, and changes nothing about the start.
    next().add(userData)
  }
  expect(next().toReopen()).toBeNull()
  expect(next().heldBack()).toMatchObject({ location: userData })
  next().endStart()
  expect(next().toReopen()).toBe(userData)
})

test('another project, or closing it, begins anew', async () => {
  const other = await mkdtemp(join(tmpdir(), 'maskwright-recent-'))
  next().add(userData)
  for (let i = 0; i < 2; i++) next().beginStart()
  next().add(other)
  expect(next().toReopen()).toBe(other)
  for (let i = 0; i < 2; i++) next().beginStart()
  next().stayClosed()
  expect(next().toReopen()).toBeNull()
  expect(next().heldBack()).toBeNull()
  await rm(other, { recursive: true })
})

test('the list of a version before is read', async () => {
  await writeFile(join(userData, 'recent.json'), JSON.stringify({ folders: [userData], reopen: true }))
  expect(next().toReopen()).toBe(userData)
  next().beginStart()
  expect(JSON.parse(await readFile(join(userData, 'recent.json'), 'utf8'))).toMatchObject({ starts: 1 })
})

test('a start has ended well after calm seconds with the project open, or when it is left in good order', () => {
  vi.useFakeTimers()
  const calls: string[] = []
  const recent = { beginStart: () => calls.push('begin'), endStart: () => calls.push('end') }
  let open = false
  const watch = new StartWatch(recent, () => open)
  watch.begin()
  vi.advanceTimersByTime(120_000)
  expect(calls).toEqual(['begin'])
  open = true
  vi.advanceTimersByTime(29_000)
  expect(calls).toEqual(['begin'])
  vi.advanceTimersByTime(2000)
  expect(calls).toEqual(['begin', 'end'])
  vi.advanceTimersByTime(120_000)
  expect(calls).toEqual(['begin', 'end'])

  new StartWatch(recent, () => open).end()
  expect(calls).toEqual(['begin', 'end', 'end'])
})
