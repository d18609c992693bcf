import { execFileSync } from 'node:child_process'
import { copyFile, link, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ProjectLock } from '../lock'
import { projectFiles } from '../paths'
import { salvageProject } from '../recovery/recovery'
import { problemOf, temporaryFolder, workplace } from '../testing/fixtures'
import { replaceFile } from './replaceFile'

const names = [
  'project.db',
  'project.db-wal',
  'project.db-shm',
  'project.db-journal',
  'project.backup.db',
  'project.lock',
  'project.lock-journal',
  'project.holder.json',
  'README.txt'
]
const writtenInPlace = names.filter((name) => !/backup|holder|README/.test(name))

/** A folder with a project that was closed, and a file of the user's elsewhere. */
async function place() {
  const made = await workplace(['a.jpg'])
  const { store } = await made.open()
  await store.close()
  const elsewhere = await mkdtemp(join(await temporaryFolder(), 'elsewhere-'))
  const victim = join(elsewhere, 'notes.txt')
  await writeFile(victim, 'of great worth')
  return { ...made, directory: store.files.directory, victim }
}

const windows = process.platform === 'win32'

describe('a file of the project that leads elsewhere is named, and what it leads to stays as it is', () => {
  test.skipIf(windows).each(names)('%s is a symbolic link', async (name) => {
    const { open, directory, victim } = await place()
    const file = join(directory, name)
    await rm(file, { force: true })
    await symlink(victim, file)
    for (const readOnly of [false, true])
      expect(await problemOf(() => open({ readOnly }))).toMatchObject({
        kind: 'project-linked',
        params: { file }
      })
    expect(await readFile(victim, 'utf8')).toBe('of great worth')
  })

  test.skipIf(windows).each(names)('%s is a link to a file that does not exist yet', async (name) => {
    const { open, directory, victim } = await place()
    await rm(victim)
    await rm(join(directory, name), { force: true })
    await symlink(victim, join(directory, name))
    expect((await problemOf(open)).kind).toBe('project-linked')
    await expect(readFile(victim)).rejects.toThrow('ENOENT')
  })

  test.each(writtenInPlace)('%s is another name of a file elsewhere', async (name) => {
    const { open, directory, victim } = await place()
    await rm(join(directory, name), { force: true })
    await link(victim, join(directory, name))
    expect((await problemOf(open)).kind).toBe('project-linked')
    expect(await readFile(victim, 'utf8')).toBe('of great worth')
  })

  test.each(names)('%s is a folder', async (name) => {
    const { open, directory } = await place()
    await rm(join(directory, name), { force: true })
    await mkdir(join(directory, name))
    expect((await problemOf(open)).kind).toBe('project-linked')
  })

  test.skipIf(windows).each(names)('%s is a pipe, for which nobody waits', async (name) => {
    const { open, directory } = await place()
    await rm(join(directory, name), { force: true })
    execFileSync('mkfifo', [join(directory, name)])
    expect((await problemOf(open)).kind).toBe('project-linked')
  })

  test('the lock holds something', async () => {
    const { open, directory, victim } = await place()
    await copyFile(victim, join(directory, 'project.lock'))
    expect((await problemOf(open)).kind).toBe('project-linked')
  })

  test('the folder itself', async () => {
    const { open, directory } = await place()
    const moved = join(await temporaryFolder(), 'moved')
    await rename(directory, moved)
    await symlink(moved, directory, windows ? 'junction' : 'dir')
    expect(await problemOf(open)).toMatchObject({ kind: 'project-linked', params: { file: directory } })
    expect((await problemOf(() => open({ readOnly: true }))).kind).toBe('project-linked')
  })
})

/** A rollback journal as SQLite leaves it for a transaction over several files, which names one of them. */
function journalNaming(file: string, database: Buffer): Buffer {
  const header = Buffer.alloc(512)
  Buffer.from('d9d505f920a163d7', 'hex').copy(header)
  header.writeUInt32BE(1, 8)
  header.writeUInt32BE(0, 12)
  header.writeUInt32BE(Math.floor(database.length / 4096), 16)
  header.writeUInt32BE(512, 20)
  header.writeUInt32BE(4096, 24)
  const page = database.subarray(0, 4096)
  let checksum = 0
  for (let i = 4096 - 200; i > 0; i -= 200) checksum = (checksum + page.readUInt8(i)) >>> 0
  const [number, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  number.writeUInt32BE(1)
  sum.writeUInt32BE(checksum)
  const name = Buffer.from(file)
  const tail = Buffer.alloc(4 + name.length + 8)
  // The page of SQLite's lock byte, which no record can have.
  tail.writeUInt32BE(0x40000000 / 4096 + 1)
  name.copy(tail, 4)
  tail.writeUInt32BE(name.length, 4 + name.length)
  tail.writeUInt32BE(
    name.reduce((total, byte) => total + byte, 0),
    8 + name.length
  )
  return Buffer.concat([header, number, page, sum, tail, Buffer.from('d9d505f920a163d7', 'hex')])
}

test('a journal that names a file elsewhere is refused: SQLite may delete that file', async () => {
  const { root, userDataDir, open, directory, victim } = await place()
  const { database } = projectFiles(directory)
  const journal = journalNaming(victim, await readFile(database))

  for (const [name, kind] of [
    ['project.lock-journal', 'project-linked'],
    ['project.db-journal', 'project-damaged']
  ] as const) {
    await writeFile(join(directory, name), journal)
    expect((await problemOf(open)).kind).toBe(kind)
    expect(await readFile(victim, 'utf8')).toBe('of great worth')
    if (kind === 'project-linked') await rm(join(directory, name))
  }
  await salvageProject({ folder: root, userDataDir })
  const { store } = await open()
  expect(store.images()).toHaveLength(1)
  expect(await readFile(victim, 'utf8')).toBe('of great worth')
})

test.skipIf(windows)('a note is written in the place of a link, and not through it', async () => {
  const folder = await temporaryFolder()
  const victim = join(folder, 'victim')
  await writeFile(victim, 'of great worth')
  await symlink(victim, join(folder, 'note'))
  await replaceFile(join(folder, 'note'), 'a note')
  expect(await readFile(join(folder, 'note'), 'utf8')).toBe('a note')
  expect(await readFile(victim, 'utf8')).toBe('of great worth')
})

test.skipIf(windows)('the lock refuses a linked note by itself', async () => {
  const files = projectFiles(await temporaryFolder())
  const victim = join(await temporaryFolder(), 'victim')
  await writeFile(victim, 'of great worth')
  await symlink(victim, files.holder)
  expect((await problemOf(() => ProjectLock.acquire(files))).kind).toBe('project-linked')
  expect(await readFile(victim, 'utf8')).toBe('of great worth')
})
