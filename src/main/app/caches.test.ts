import { chmod, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { JobProgress } from '@shared/ipc/views'
import { Caches } from './caches'

let folder: string
let caches: Caches
const cleared = vi.fn(() => Promise.resolve())
const running = new AbortController().signal

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caches-'))
  const options = { embeddings: join(folder, 'embeddings'), thumbnails: join(folder, 'thumbnails'), cleared }
  caches = new Caches(options)
  cleared.mockClear()
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function fill(): Promise<void> {
  await Promise.all(['embeddings', 'thumbnails', 'other'].map((name) => mkdir(join(folder, name))))
  await writeFile(join(folder, 'embeddings', 'a.emb'), Buffer.alloc(1000))
  await writeFile(join(folder, 'embeddings', 'b.123456.tmp'), Buffer.alloc(10))
  await writeFile(join(folder, 'embeddings', 'files.json'), '{}')
  await writeFile(join(folder, 'thumbnails', 'c.jpg'), Buffer.alloc(200))
}

describe('the caches', () => {
  it('that were never written take no room, and are cleared without a word', async () => {
    const none = { files: 0, bytes: 0 }
    expect(await caches.sizes()).toEqual({ embeddings: none, thumbnails: none })
    expect(await caches.clear(running, () => undefined)).toEqual(none)
  })

  it('are counted and deleted, with progress, and others are told', async () => {
    await fill()
    expect(await caches.sizes()).toEqual({
      embeddings: { files: 3, bytes: 1012 },
      thumbnails: { files: 1, bytes: 200 }
    })
    const progress: Omit<JobProgress, 'job'>[] = []
    expect(await caches.clear(running, (step) => progress.push(step))).toEqual({ files: 4, bytes: 1212 })
    expect(progress.at(-1)).toEqual({ phase: 'deleting', done: 4, total: 4 })
    expect(cleared).toHaveBeenCalledOnce()
    expect(await readdir(join(folder, 'embeddings'))).toEqual([])
    expect(await readdir(join(folder, 'thumbnails'))).toEqual([])
  })

  it('keep what is not theirs: other files, folders, and links with what they lead to', async () => {
    await fill()
    await writeFile(join(folder, 'other', 'x.jpg'), 'x')
    await writeFile(join(folder, 'thumbnails', 'notes.txt'), 'x')
    await mkdir(join(folder, 'thumbnails', 'mine.jpg'))
    if (process.platform !== 'win32') {
      await symlink(join(folder, 'other', 'x.jpg'), join(folder, 'thumbnails', 'link.jpg'))
    }
    await caches.clear(running, () => undefined)
    expect(await readdir(join(folder, 'other'))).toEqual(['x.jpg'])
    const links = process.platform === 'win32' ? [] : ['link.jpg']
    expect((await readdir(join(folder, 'thumbnails'))).sort()).toEqual([...links, 'mine.jpg', 'notes.txt'])
  })

  it('stop between two files when the job is cancelled', async () => {
    await fill()
    await expect(caches.clear(AbortSignal.abort(new Error('stop')), () => undefined)).rejects.toThrow('stop')
    expect((await caches.sizes()).embeddings.files).toBe(3)
    expect(cleared).toHaveBeenCalledOnce()
  })

  // Root may delete everything, and Windows has no such permissions.
  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'delete what they can, and name what they cannot',
    async () => {
      await fill()
      await chmod(join(folder, 'embeddings'), 0o500)
      await expect(caches.clear(running, () => undefined)).rejects.toMatchObject({
        kind: 'cache-clear-failed',
        params: { reason: 'EACCES' }
      })
      await chmod(join(folder, 'embeddings'), 0o700)
      expect((await caches.sizes()).thumbnails.files).toBe(0)
      expect(cleared).toHaveBeenCalledOnce()
    }
  )
})
