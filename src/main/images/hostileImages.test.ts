import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Transformer } from '@napi-rs/image'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ProblemError } from '@shared/schema/problem'
import { parseImageHeader, readImageHeader } from '../../imaging/header'
import { checkLimits } from '../../imaging/limits'
import { hostileImages, soundImages } from '../../imaging/testing/hostileImages'
import { mutated, seeded } from '../../imaging/testing/mutate'
import { DecoderHost } from './decoderHost'
import type { ImageTask } from './imageTasks'
import { nodeDecoder, residentBytes, type NodeDecoder } from './testing/nodeDecoder'

const PIXEL_LIMIT = 2e8
/** A process of Node with the decoders loaded has about 80 MB; nothing here may be read or decoded as a whole. */
const MOST_BYTES = 400e6

let decoder: NodeDecoder
let host: DecoderHost
let folder: string

beforeAll(async () => {
  decoder = await nodeDecoder()
  host = new DecoderHost(decoder.start)
  folder = await mkdtemp(join(tmpdir(), 'hostile-'))
}, 60_000)

afterAll(async () => {
  host.dispose()
  await decoder.dispose()
  await rm(folder, { recursive: true })
})

async function write(name: string, bytes: Uint8Array, sparseBytes?: number): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, bytes)
  if (sparseBytes !== undefined) await truncate(path, sparseBytes)
  return path
}

/** 'decoded', or the kind of the problem and its reason. */
async function outcome(kind: ImageTask['kind'], path: string): Promise<string> {
  const limits = { pixelLimit: PIXEL_LIMIT, timeMs: 60_000, memoryBytes: 4e9 }
  return host.run({ kind, path, ...limits }).then(
    () => 'decoded',
    (error: unknown) => {
      if (!(error instanceof ProblemError)) throw error
      const { kind: found, params } = error
      return found === 'image-unreadable' ? `${found} ${String(params['reason'])}` : found
    }
  )
}

describe('a file that lies', () => {
  it.each(hostileImages())('$name: $refused', async ({ name, bytes, sparseBytes, refused }) => {
    const path = await write(name, bytes, sparseBytes)
    expect(await outcome('thumbnail', path)).toBe(refused)
    expect(await outcome('displayable', path)).toBe(refused)
    // As the list and the command line look at it: without a process of its own.
    const header = await readImageHeader(path)
      .then((found) => checkLimits(found, PIXEL_LIMIT, path))
      .catch((error: unknown) => error)
    const late = name === 'two-frames.jpg' || name === 'palette-cut.tif'
    if (!late) expect(header).toMatchObject({ kind: refused.split(' ')[0] })
    await rm(path)
  })

  it('ended no process, and took little memory', () => {
    expect(decoder.pids).toHaveLength(1)
    const peak = residentBytes(decoder.pids[0] ?? 0, 'VmHWM')
    if (process.platform === 'linux') expect(peak).toBeLessThan(MOST_BYTES)
  })
})

describe('an ordinary file', () => {
  const gray = (side: number): Transformer =>
    Transformer.fromRgbaPixels(new Uint8Array(side * side * 4).fill(77), side, side)

  it.each([
    ['a JPEG of one color', () => gray(4000).jpegSync(1)],
    ['a PNG of one color', () => gray(4000).pngSync()],
    ['a WebP of one color', () => gray(2000).webpLosslessSync()],
    ['an AVIF of one color', () => gray(512).avifSync({ quality: 1, speed: 10 })]
  ])('%s has bytes enough', async (_what, encode) => {
    const header = await parseImageHeader(encode())
    expect(() => checkLimits(header, PIXEL_LIMIT, '')).not.toThrow()
    expect(header.leastBytes).toBeLessThan(header.fileBytes)
  })
})

describe('an altered file', () => {
  it.each(Object.entries(soundImages()))('%s is decoded or refused in words', async (extension, sound) => {
    const random = seeded(20261130)
    const path = join(folder, `altered.${extension}`)
    for (let i = 0; i < 60; i++) {
      await writeFile(path, mutated(sound, random))
      for (const kind of ['thumbnail', 'displayable'] as const) {
        expect(await outcome(kind, path), `case ${i}`).toMatch(
          /^(decoded|image-(unreadable|too-large|too-long|too-costly))/
        )
      }
    }
    expect(decoder.pids).toHaveLength(1)
  })
})
