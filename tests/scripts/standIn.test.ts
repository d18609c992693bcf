import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadScript } from './load'

const { writeAsar } = (await loadScript('setup/standIn/asar.mjs')) as {
  writeAsar: (entries: Record<string, string>) => Buffer
}
const { turnFuses } = (await loadScript('setup/standIn/fuses.mjs')) as {
  turnFuses: (binary: Buffer, changes: Record<number, boolean>) => void
}
const { isWhole, MARKER } = (await loadScript('setup/standIn/index.mjs')) as {
  isWhole: (folder: string) => Promise<boolean>
  MARKER: string
}

interface AsarHeader {
  files: Record<string, { size: number; offset: string }>
}

/** Reads an archive as Electron does: size pickle, header pickle, then the files from the end of the header. */
function readAsar(archive: Buffer): Record<string, string> {
  const headerSize = archive.readUInt32LE(4)
  const json = archive.subarray(16, 16 + archive.readUInt32LE(12)).toString()
  const { files } = JSON.parse(json) as AsarHeader
  const start = 8 + headerSize
  return Object.fromEntries(
    Object.entries(files).map(([name, { size, offset }]) => [
      name,
      archive.subarray(start + Number(offset), start + Number(offset) + size).toString()
    ])
  )
}

describe('the asar writer', () => {
  test.each<Record<string, string>>([
    { 'package.json': '{}' },
    { 'package.json': '{"name":"electron"}', 'main.js': 'console.log("ä–я")\n', 'empty.txt': '' }
  ])('keeps %o', (entries) => {
    expect(readAsar(writeAsar(entries))).toEqual(entries)
  })

  test('pads the header to four bytes and says so in both pickles', () => {
    const archive = writeAsar({ abc: 'x' })
    const [jsonSize, payload, header] = [
      archive.readUInt32LE(12),
      archive.readUInt32LE(8),
      archive.readUInt32LE(4)
    ]
    expect(archive.readUInt32LE(0)).toBe(4)
    expect(header % 4).toBe(0)
    expect(header).toBe(payload + 4)
    expect(payload - 4 - jsonSize).toBeLessThan(4)
  })
})

describe('the fuses', () => {
  const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
  const wire = (states: string, version = 1): Buffer =>
    Buffer.concat([
      Buffer.from(`before${sentinel}`),
      Buffer.from([version, states.length]),
      Buffer.from(`${states}after`)
    ])

  test('are turned on and off, and nothing else changes', () => {
    const binary = wire('10010r10')
    turnFuses(binary, { 1: true, 3: false, 6: false, 0: true })
    expect(binary).toEqual(wire('11000r00'))
  })

  test.each([
    ['no wire', Buffer.from('nothing here'), 0],
    ['two wires', Buffer.concat([wire('10'), wire('10')]), 0],
    ['another version', wire('10', 2), 0],
    ['a fuse beyond the wire', wire('10'), 2],
    ['a removed fuse', wire('r0'), 0]
  ])('refuse %s', (_case, binary, fuse) => {
    expect(() => {
      turnFuses(binary, { [fuse]: true })
    }).toThrow()
  })
})

describe('a cached stand-in', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'maskwright-stand-in-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  test('is whole only while every file has its size', async () => {
    expect(await isWhole(folder)).toBe(false)
    await writeFile(join(folder, 'electron'), 'binary')
    await writeFile(join(folder, MARKER), JSON.stringify({ files: { electron: 6 } }))
    expect(await isWhole(folder)).toBe(true)
    await truncate(join(folder, 'electron'), 3)
    expect(await isWhole(folder)).toBe(false)
    await rm(join(folder, 'electron'))
    expect(await isWhole(folder)).toBe(false)
  })
})
