import { existsSync } from 'node:fs'
import { copyFile, cp, readFile, rm, writeFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { DatabaseSync } from '@photostructure/sqlite'
import { beforeAll, expect, test } from 'vitest'
import { salvageProject } from '../recovery/recovery'
import { idOf, problemOf, temporaryFolder, workplace } from '../testing/fixtures'
import { guardScript, type GuardScript } from '../testing/guardProcess'
import { adding, box } from '../testing/records'
import { memoryPair } from '../../rpc/memoryPair'
import { childPort } from '../../rpc/node/childPort'
import { serve, type Handlers } from '../../rpc/rpc'
import { guardedBy, usualLimits, type GuardedCalls, type StartGuarded } from './guarded'
import { KnownProjects } from './knownProjects'

let script: GuardScript

beforeAll(async () => {
  script = await guardScript()
  return script.remove
})

/** A process in memory that answers as the test wants. */
function inMemory(work: Handlers<GuardedCalls>['work'], onKill = (): void => undefined): StartGuarded {
  return () => {
    const { near, far, exit } = memoryPair()
    serve<GuardedCalls>(far, { ready: () => undefined, work })
    const kill = (): void => {
      onKill()
      exit()
    }
    return { ...near, kill }
  }
}

/** A closed project with one object. */
async function closed() {
  const place = await workplace()
  const { store } = await place.open()
  store.commit(idOf(store, 'a.jpg'), 'add-rect', adding(box('one')))
  await store.close()
  return { ...place, files: store.files }
}

test('a project is read by another process first, unless this installation closed it itself', async () => {
  const { root, open, files } = await closed()
  const before = script.started()
  await (await open({ guard: script.guard() })).store.close()
  expect(script.started()).toBe(before)

  await writeFile(files.database, await readFile(files.database))
  const { store } = await open({ guard: script.guard() })
  expect(store.annotations(idOf(store, 'a.jpg'))).toHaveLength(1)
  await store.close()
  expect(script.started()).toBe(before + 1)

  // The same folder on another computer.
  const userDataDir = await temporaryFolder()
  const { store: elsewhere } = await open({ userDataDir, guard: script.guard() })
  expect(script.started()).toBe(before + 2)
  await elsewhere.close()

  // One that was not closed.
  const log = join(await temporaryFolder(), 'copy')
  const { store: writer } = await open()
  await cp(root, log, { recursive: true })
  await writer.close()
  const { store: after } = await open({ folder: log, guard: script.guard() })
  expect(after.annotations(idOf(after, 'a.jpg'))).toHaveLength(1)
  expect(script.started()).toBe(before + 3)
})

test('a transaction that has to be rolled back first is', async () => {
  const { open, files } = await closed()
  // A writer that ended in the middle of a transaction, with the rollback journal.
  const db = new DatabaseSync(files.database)
  db.exec(`PRAGMA cache_size = 1; BEGIN; UPDATE labels SET name = 'half'`)
  db.exec(`WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 5000)
    INSERT INTO meta SELECT 'k' || x, hex(zeroblob(100)) FROM c`)
  const [database, journal] = [await readFile(files.database), await readFile(`${files.database}-journal`)]
  db.close()
  await writeFile(files.database, database)
  await writeFile(`${files.database}-journal`, journal)
  const { store } = await open({ guard: script.guard() })
  expect(store.labels().map(({ name }) => name)).not.toContain('half')
  expect(store.annotations(idOf(store, 'a.jpg'))).toHaveLength(1)
})

test('a process that hangs is ended, and the file can still be recovered', async () => {
  const { root, userDataDir, open } = await closed()
  // No SQL of a file is run any more, so the process is kept from answering in another way.
  const hanging = guardedBy(
    inMemory(() => new Promise(() => undefined)),
    { ...usualLimits, patienceMs: 100, startMs: 1000 }
  )
  await rm(join(userDataDir, 'known-projects.json'))
  const problem = await problemOf(() => open({ guard: hanging }))
  expect(problem.kind).toBe('project-damaged')
  expect(problem.message).toContain('could not be read in time')
  await salvageProject({ folder: root, userDataDir, guard: script.guard() })
  const { store } = await open({ guard: script.guard() })
  expect(store.annotations(idOf(store, 'a.jpg'))).toHaveLength(1)
})

test('an endless statement in the process is ended for certain', async () => {
  const folder = await temporaryFolder()
  const file = join(folder, 'endless.mjs')
  const packages = join(import.meta.dirname, '../../../node_modules')
  const module = pathToFileURL(join(packages, '@photostructure/sqlite/dist/index.mjs')).href
  await writeFile(
    file,
    `import { DatabaseSync } from ${JSON.stringify(module)}
     const db = new DatabaseSync(':memory:')
     process.on('message', ({ id, method }) => {
       if (method === 'ready') return process.send({ type: 'result', id })
       setInterval(() => process.send({ type: 'news', id, news: 'alive', ack: false }), 50)
       setTimeout(() => db.prepare('WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c').get(), 200)
     })`
  )
  const { fork } = await import('node:child_process')
  let pid = 0
  const run = guardedBy(
    () => {
      const child = fork(file)
      pid = child.pid ?? 0
      return childPort(child)
    },
    { ...usualLimits, patienceMs: 1500 }
  )
  const request = { work: 'rebuild', directory: folder, target: folder, firstLabel: 'object' } as const
  expect((await problemOf(() => run(request))).message).toContain('could not be read in time')
  expect(() => process.kill(pid, 0)).toThrow()
})

test('a process that goes on and on is ended, too', async () => {
  let isAlive = true
  const run = guardedBy(
    inMemory(
      (_, { notify }) => {
        const beat = setInterval(() => (isAlive ? notify('alive') : clearInterval(beat)), 5)
        return new Promise(() => undefined)
      },
      () => {
        isAlive = false
      }
    ),
    { ...usualLimits, totalMs: { vet: 100, rebuild: 100 } }
  )
  const problem = await problemOf(() => run({ work: 'vet', directory: '/nowhere' }))
  expect(problem.kind).toBe('project-damaged')
  expect(isAlive).toBe(false)
})

test('a process that cannot be started is not the fault of the file', async () => {
  const { userDataDir, open } = await closed()
  await rm(join(userDataDir, 'known-projects.json'))
  const guard = guardedBy(() => {
    const { near, exit } = memoryPair()
    exit(1)
    return near
  })
  expect((await problemOf(() => open({ guard }))).kind).toBe('internal')
})

test('what is known of a project is only how its file looks', async () => {
  const folder = await temporaryFolder()
  const [file, other] = [join(folder, 'project.db'), join(folder, 'other.db')]
  await writeFile(file, 'one')
  const known = new KnownProjects(join(folder, 'user data'))
  known.remember(file)
  expect(existsSync(join(folder, 'user data'))).toBe(false)
  await mkdir(join(folder, 'user data'))
  expect(known.knows(file)).toBe(false)
  known.remember(file)
  expect(known.knows(file)).toBe(true)
  expect(await readFile(join(folder, 'user data', 'known-projects.json'), 'utf8')).not.toContain('project.db')
  // Another file of the same size and time.
  await copyFile(file, other)
  await rm(file)
  await cp(other, file, { preserveTimestamps: true })
  expect(known.knows(file)).toBe(false)
  known.remember(file)
  await writeFile(`${file}-wal`, '')
  expect(known.knows(file)).toBe(false)
  known.remember(join(folder, 'nothing'))
  expect(existsSync(join(folder, 'nothing'))).toBe(false)
})
