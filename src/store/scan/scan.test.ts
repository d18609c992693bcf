import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { imageExtensions, scanFolder, type ScannedFile } from './scan'
import { problemOf, temporaryFolder, writeImage } from '../testing/fixtures'

async function scanned(root: string): Promise<ScannedFile[]> {
  const found: ScannedFile[] = []
  for await (const batch of scanFolder(root)) found.push(...batch)
  return found
}
const pathsIn = async (root: string): Promise<string[]> => (await scanned(root)).map(({ path }) => path)

test('every kind of image is found, in either case, and nothing else', async () => {
  const root = await temporaryFolder()
  for (const extension of imageExtensions) {
    await writeImage(root, `${extension}.${extension}`)
    await writeImage(root, `upper-${extension}.${extension.toUpperCase()}`)
  }
  for (const other of ['notes.txt', 'jpg', 'a.jpg.txt', 'movie.mp4', 'no-extension'])
    await writeImage(root, other)
  const found = await pathsIn(root)
  expect(found).toHaveLength(2 * imageExtensions.length)
  expect(found.every((path) => /\.\w+$/.test(path))).toBe(true)
})

test('files come with their size and time, in natural order, a folder’s own first', async () => {
  const root = await temporaryFolder()
  await writeImage(root, 'sub 10/b.jpg', '12345', 1_600_000_000)
  await writeImage(root, 'sub 2/ä.jpg', '', 1_500_000_000)
  await writeImage(root, 'z.jpg', 'z', 1_400_000_000.25)
  expect(await scanned(root)).toEqual([
    { path: 'z.jpg', size: 1, mtime: 1_400_000_000_250 },
    { path: 'sub 2/ä.jpg', size: 0, mtime: 1_500_000_000_000 },
    { path: 'sub 10/b.jpg', size: 5, mtime: 1_600_000_000_000 }
  ])
})

test('hidden files and folders, and folders named like images, are skipped', async () => {
  const root = await temporaryFolder()
  await writeImage(root, '.hidden.jpg')
  await writeImage(root, '.thumbnails/a.jpg')
  await mkdir(join(root, 'folder.jpg'))
  await writeImage(root, 'folder.jpg/inside.jpg')
  expect(await pathsIn(root)).toEqual(['folder.jpg/inside.jpg'])
})

test('links are followed inside of the folder only, once, and without end', async () => {
  const parent = await temporaryFolder()
  const root = join(parent, 'root')
  await writeImage(parent, 'outside/secret.jpg')
  await writeImage(root, 'real/a.jpg')
  await writeImage(root, '.store/b.jpg')
  await symlink('..', join(root, 'real', 'loop'))
  await symlink('real', join(root, 'again'))
  await symlink('.store', join(root, 'from-store'))
  await symlink('../outside', join(root, 'outside'))
  await symlink('../outside/secret.jpg', join(root, 'secret.jpg'))
  await symlink('.store/b.jpg', join(root, 'stored.jpg'))
  await symlink('nowhere.jpg', join(root, 'dangling.jpg'))
  await symlink('nowhere', join(root, 'dangling'))
  await writeFile(join(root, 'notes.txt'), '')
  await symlink('notes.txt', join(root, 'linked-notes'))
  expect(await pathsIn(root)).toEqual(['stored.jpg', 'real/a.jpg', 'from-store/b.jpg'])
})

test('a search can be stopped', async () => {
  const root = await temporaryFolder()
  await writeImage(root, 'a.jpg')
  const stop = new AbortController()
  stop.abort()
  await expect(scanFolder(root, { signal: stop.signal }).next()).rejects.toThrow()
})

test('a folder that is gone or no folder is a problem', async () => {
  const root = await temporaryFolder()
  await writeFile(join(root, 'file'), '')
  expect((await problemOf(() => scanFolder(join(root, 'gone')).next())).kind).toBe('folder-missing')
  expect((await problemOf(() => scanFolder(join(root, 'file')).next())).kind).toBe('folder-unreadable')
})
