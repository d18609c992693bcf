import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ExportFolder } from './exportFolder'
import { temporaryPrefix } from './staleExports'

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'maskwright-test-'))
})
afterEach(() => rm(home, { recursive: true, force: true }))

describe('ExportFolder', () => {
  it('is hidden while it grows and appears whole', async () => {
    const folder = await ExportFolder.create(home)
    await folder.writeText('a/b.txt', 'text')
    const [name = ''] = await readdir(home)
    expect(name.startsWith(temporaryPrefix)).toBe(true)
    const path = await folder.commit('set')
    expect(await readdir(home)).toEqual(['set'])
    expect(await readFile(join(path, 'a/b.txt'), 'utf8')).toBe('text')
  })

  it('takes no name twice, also when two exports end at once', async () => {
    const folders = await Promise.all([1, 2, 3].map(() => ExportFolder.create(home)))
    await Promise.all(folders.map((folder, i) => folder.writeText('n', String(i))))
    const paths = await Promise.all(folders.map((folder) => folder.commit('set')))
    expect(new Set(paths).size).toBe(3)
    expect((await readdir(home)).sort()).toEqual(['set', 'set-2', 'set-3'])
  })

  it('leaves alone what others put into the folders that it made', async () => {
    const destination = join(home, 'x', 'y')
    const folder = await ExportFolder.create(destination)
    await writeFile(join(home, 'x', 'mine'), '')
    await folder.discard()
    expect(await readdir(home, { recursive: true })).toEqual(['x', join('x', 'mine')])
  })

  it('reads back from a byte, whatever the letters', async () => {
    const folder = await ExportFolder.create(home)
    const file = await folder.open('f')
    await file.append('größe €')
    const start = file.size
    expect(start).toBe(11)
    await file.append('кошка')
    expect(await file.readFrom(start)).toBe('кошка')
    expect(await file.readFrom(file.size)).toBe('')
    await file.close()
    const chunks: Uint8Array[] = []
    for await (const chunk of folder.readChunks('f')) chunks.push(chunk)
    expect(Buffer.concat(chunks).toString()).toBe('größe €кошка')
  })

  it('copies nothing that is no readable file', async () => {
    const folder = await ExportFolder.create(home)
    await writeFile(join(home, 'image'), 'pixels')
    expect(await folder.copyIn(join(home, 'image'), 'images/1')).toBe(true)
    expect(await folder.copyIn(join(home, 'none'), 'images/2')).toBe(false)
    expect(await folder.copyIn(home, 'images/3')).toBe(false)
    expect(await folder.readText('images/1')).toBe('pixels')
  })
})
