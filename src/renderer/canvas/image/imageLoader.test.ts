import { expect, it } from 'vitest'
import { ImageLoader } from './imageLoader'
import { type Picture } from './decodePicture'

const picture = (megapixels: number): Picture => ({
  source: document.createElement('canvas'),
  width: 1_000_000,
  height: megapixels
})

it('decodes an image once, however often it is asked for', async () => {
  const asked: string[] = []
  const loader = new ImageLoader((url) => {
    asked.push(url)
    return Promise.resolve(picture(1))
  })
  expect(loader.peek('a')).toBeNull()
  const [first, second] = await Promise.all([
    loader.load('a', { path: 'a' }),
    loader.load('a', { path: 'a' })
  ])
  expect(first).toBe(second)
  await loader.load('a', { path: 'a' })
  expect(asked).toEqual(['a'])
  expect(loader.peek('a')).not.toBeNull()
})

it('keeps the newest within its limit, and a larger one alone', async () => {
  const sizes: Readonly<Record<string, number>> = { a: 60, b: 60, c: 60, huge: 400 }
  const loader = new ImageLoader((url) => Promise.resolve(picture(sizes[url] ?? 1)))
  for (const url of ['a', 'b', 'c']) await loader.load(url, { path: url })
  expect(['a', 'b', 'c'].map((url) => loader.peek(url) !== null)).toEqual([false, true, true])
  await loader.load('huge', { path: 'huge' })
  expect(['b', 'c', 'huge'].map((url) => loader.peek(url) !== null)).toEqual([false, false, true])
})

it('says which image failed and why, and tries again', async () => {
  let works = false
  const loader = new ImageLoader(() =>
    works ? Promise.resolve(picture(1)) : Promise.reject(new Error('bad'))
  )
  const failed = await loader.load('a', { path: 'cats/1.jpg' })
  expect(failed).toMatchObject({
    kind: 'failed',
    problem: { kind: 'image-unreadable', params: { file: 'cats/1.jpg', reason: 'bad' } }
  })
  works = true
  expect((await loader.load('a', { path: 'cats/1.jpg' })).kind).toBe('ready')
})
