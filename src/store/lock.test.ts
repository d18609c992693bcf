import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ProjectLock } from './lock'
import { projectFiles, type ProjectFiles } from './paths'
import { problemOf, temporaryFolder, workplace } from './testing/fixtures'

async function locked(files: ProjectFiles): Promise<ProjectLock> {
  const lock = await ProjectLock.acquire(files)
  onTestFinished(() => lock.release())
  return lock
}

test('the second opening is told who has the project, until that is closed', async () => {
  const { root, open } = await workplace()
  const { store } = await open()
  const problem = await problemOf(() => open())
  expect(problem).toMatchObject({ kind: 'project-locked', params: { folder: join(root, '.maskwright') } })
  expect(problem.params['holder']).toBe(`${process.pid} (${hostname()})`)
  await store.close()
  const { store: again } = await open()
  expect(again.images()).toHaveLength(2)
})

test('a note that was left by a process that is gone, or that is no note, does not matter', async () => {
  const files = projectFiles(await temporaryFolder())
  const gone = { pid: 2 ** 22 + 1, host: hostname(), since: 'long ago' }
  for (const note of [JSON.stringify(gone), JSON.stringify({ ...gone, host: 'elsewhere' }), 'nonsense', '']) {
    await writeFile(files.holder, note)
    const lock = await ProjectLock.acquire(files)
    expect(JSON.parse(await readFile(files.holder, 'utf8'))).toMatchObject({
      pid: process.pid,
      host: hostname()
    })
    await lock.release()
    expect(existsSync(files.holder)).toBe(false)
  }
})

test('a lock whose note cannot be read is still a lock', async () => {
  const files = projectFiles(await temporaryFolder())
  await locked(files)
  await writeFile(files.holder, 'nonsense')
  expect(await problemOf(() => ProjectLock.acquire(files))).toMatchObject({
    kind: 'project-locked',
    params: { holder: '?' }
  })
})

test('a failed opening gives the lock back', async () => {
  const { open } = await workplace()
  const { store } = await open()
  await store.close()
  const fail = (): never => {
    throw new Error('no')
  }
  expect((await problemOf(() => open({ tune: fail }))).kind).toBe('internal')
  await open()
})
