import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadScript } from './load'

const { listAsar, packagesIn } = (await loadScript('packaging/asar.mjs')) as {
  listAsar: (file: string) => Promise<string[]>
  packagesIn: (files: readonly string[]) => string[]
}
const { writeAsar } = (await loadScript('setup/standIn/asar.mjs')) as {
  writeAsar: (entries: Record<string, string>) => Buffer
}
const { readElf } = (await loadScript('packaging/deb/elf.mjs')) as {
  readElf: (file: string) => Promise<{ libraries: string[]; glibc: string | undefined } | null>
}
const { dependsOf } = (await loadScript('packaging/deb/depends.mjs')) as {
  dependsOf: (folder: string) => Promise<string>
}
const { control, debVersion } = (await loadScript('packaging/deb/files.mjs')) as {
  control: (about: object) => string
  debVersion: (about: { version: string; test: boolean }) => string
}

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maskwright-deb-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** A 64-bit ELF file with these DT_NEEDED entries and these bytes after them. */
function elf(libraries: readonly string[], more = ''): Buffer {
  const strings = Buffer.from(`\0${libraries.map((name) => `${name}\0`).join('')}`)
  const dynamicAt = 64 + 2 * 56
  const dynamicSize = 16 * (libraries.length + 2)
  const head = Buffer.alloc(dynamicAt + dynamicSize)
  const base = 0x400000
  head.write('\x7fELF\x02\x01', 0, 'latin1')
  head.writeBigUInt64LE(64n, 32)
  head.writeUInt16LE(56, 54)
  head.writeUInt16LE(2, 56)
  const segment = (at: number, type: number, offset: number, size: number): void => {
    head.writeUInt32LE(type, at)
    head.writeBigUInt64LE(BigInt(offset), at + 8)
    head.writeBigUInt64LE(BigInt(base + offset), at + 16)
    head.writeBigUInt64LE(BigInt(size), at + 32)
  }
  segment(64, 1, 0, head.length + strings.length)
  segment(120, 2, dynamicAt, dynamicSize)
  const entry = (index: number, tag: number, value: number): void => {
    head.writeBigUInt64LE(BigInt(tag), dynamicAt + 16 * index)
    head.writeBigUInt64LE(BigInt(value), dynamicAt + 16 * index + 8)
  }
  libraries.forEach((name, index) => entry(index, 1, strings.indexOf(`\0${name}\0`) + 1))
  entry(libraries.length, 5, base + head.length)
  return Buffer.concat([head, strings, Buffer.from(more)])
}

test('an archive lists its files, and the packages among them', async () => {
  const file = join(folder, 'app.asar')
  await writeFile(file, writeAsar({ 'package.json': '{}', 'main.js': '0' }))
  expect(await listAsar(file)).toEqual(['package.json', 'main.js'])
  const paths = [
    'node_modules/@a/b/x.js',
    'node_modules/c/y.js',
    'node_modules/c/z.js',
    'out/node_modules.js'
  ]
  expect(packagesIn(paths)).toEqual(['@a/b', 'c'])
})

describe('what an executable asks for', () => {
  test('is read from the file', async () => {
    const file = join(folder, 'program')
    await writeFile(file, elf(['libnss3.so', 'libc.so.6'], 'GLIBC_2.4 GLIBC_2.28 GLIBC_2.3.4 GLIBC_PRIVATE'))
    expect(await readElf(file)).toEqual({ libraries: ['libnss3.so', 'libc.so.6'], glibc: '2.28' })
    await writeFile(file, '#!/bin/sh\n'.padEnd(80))
    expect(await readElf(file)).toBeNull()
  })

  test('becomes Debian packages, but for what comes along, under the old and the new name', async () => {
    const place = await mkdtemp(join(folder, 'app-'))
    await writeFile(join(place, 'program'), elf(['libgtk-3.so.0', 'libown.so', 'libc.so.6'], 'GLIBC_2.25'))
    await writeFile(join(place, 'libown.so'), elf(['libc.so.6', 'libnss3.so'], 'GLIBC_2.17'))
    await chmod(join(place, 'program'), 0o755)
    expect(await dependsOf(place)).toBe('libc6 (>= 2.25), libgtk-3-0t64 | libgtk-3-0, libnss3, xdg-utils')
    await writeFile(join(place, 'plugin.node'), elf(['libstrange.so.1']))
    await expect(dependsOf(place)).rejects.toThrow(
      /No package is known for libstrange\.so\.1 \(plugin\.node\)/
    )
  })
})

describe('a package that is not for others', () => {
  const about = {
    version: '1.2.0',
    description: 'A description',
    maintainer: 'A <a@b.invalid>',
    homepage: 'h'
  }

  test('says so in its version, which is older than the release, and in its description', () => {
    expect(debVersion({ version: '1.2.0', test: true })).toBe('1.2.0~test')
    expect(debVersion({ version: '1.2.0-beta.1', test: false })).toBe('1.2.0~beta.1')
    expect(control({ ...about, test: true })).toContain('Description: TEST BUILD of Maskwright')
    expect(control({ ...about, test: false })).not.toMatch(/test/i)
  })
})
