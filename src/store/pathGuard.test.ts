import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { resolveInside } from './pathGuard'
import { problemOf, temporaryFolder } from './testing/fixtures'

async function tree(): Promise<{ root: string; outside: string }> {
  const parent = await temporaryFolder()
  const root = join(parent, 'root')
  const outside = join(parent, 'outside')
  await mkdir(join(root, 'sub'), { recursive: true })
  await mkdir(outside)
  await writeFile(join(root, 'sub', 'in.jpg'), '')
  await writeFile(join(root, '..in.jpg'), '')
  await writeFile(join(outside, 'out.jpg'), '')
  await writeFile(join(parent, 'root-secret.jpg'), '')
  await symlink(outside, join(root, 'linked'))
  await symlink(join(outside, 'out.jpg'), join(root, 'link.jpg'))
  await symlink('sub/in.jpg', join(root, 'alias.jpg'))
  await symlink('loop.jpg', join(root, 'loop.jpg'))
  return { root, outside }
}

test('what lies inside is found, also through a link that stays inside', async () => {
  const { root } = await tree()
  expect(await resolveInside(root, 'sub/in.jpg')).toBe(join(root, 'sub', 'in.jpg'))
  expect(await resolveInside(root, '..in.jpg')).toBe(join(root, '..in.jpg'))
  expect(await resolveInside(root, 'alias.jpg')).toBe(join(root, 'sub', 'in.jpg'))
})

test.for([
  '..',
  '.',
  '',
  '/',
  '../outside/out.jpg',
  'sub/../../outside/out.jpg',
  'sub/./in.jpg',
  'sub//in.jpg',
  '/etc/passwd',
  'sub/in.jpg\0.png',
  'linked/out.jpg',
  'linked',
  'link.jpg',
  '../root-secret.jpg'
])('%j leads outside', async (path) => {
  const { root } = await tree()
  expect(await problemOf(() => resolveInside(root, path))).toMatchObject({
    kind: 'image-outside',
    params: { file: path }
  })
})

test.skipIf(process.platform === 'win32')('a backslash and a colon are letters of a name', async () => {
  const { root } = await tree()
  await writeFile(join(root, 'sub', 'C:a\\b.jpg'), '')
  expect(await resolveInside(root, 'sub/C:a\\b.jpg')).toBe(join(root, 'sub', 'C:a\\b.jpg'))
  expect((await problemOf(() => resolveInside(root, '..\\outside\\out.jpg'))).kind).toBe('image-missing')
})

test
  .runIf(process.platform === 'win32')
  .for(['a\\b', '..\\outside\\out.jpg', 'C:/Windows', 'c:in.jpg', 'sub/in.jpg:x', 'NUL'])(
  '%j leads outside on Windows',
  async (path) => {
    const { root } = await tree()
    expect((await problemOf(() => resolveInside(root, path))).kind).toBe('image-outside')
  }
)

test('what is gone is missing, and a loop is unreadable', async () => {
  const { root } = await tree()
  expect((await problemOf(() => resolveInside(root, 'sub/gone.jpg'))).kind).toBe('image-missing')
  expect((await problemOf(() => resolveInside(root, 'sub/in.jpg/x'))).kind).toBe('image-missing')
  expect((await problemOf(() => resolveInside(root, 'loop.jpg'))).kind).toBe('image-unreadable')
})
