import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { SetupError } from '../../lib/log.mjs'
import { packageProviding } from '../../setup/libraries/packages.mjs'
import { readElf } from './elf.mjs'

/** Packages whose name ends in t64 (64-bit time) from Ubuntu 24.04 and Debian 13 on. */
const renamed =
  /^(libasound2|libatk1\.0-0|libatk-bridge2\.0-0|libatspi2\.0-0|libcups2|libglib2\.0-0|libgtk-3-0)$/

/** What is started or loaded by name at run time, so that no ELF file names it: opening folders and addresses. */
const byName = ['xdg-utils']

/** Loaded by name where it is there; the application runs without. */
export const recommends = ['libnotify4', 'libsecret-1-0', 'libvulkan1']

/**
 * The Depends field for an unpacked application: Debian's package of every shared library that one of its files needs
 * and that it does not bring along.
 * @param {string} folder
 * @returns {Promise<string>}
 */
export async function dependsOf(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const own = new Set(files.map(({ name }) => name))
  const needs = new Map()
  let glibc = [0, 0]
  for (const { parentPath, name } of files) {
    const elf = await readElf(path.join(parentPath, name))
    if (!elf) continue
    for (const library of elf.libraries) if (!own.has(library)) needs.set(library, name)
    if (elf.glibc) glibc = newer(glibc, elf.glibc.split('.').map(Number))
  }
  const unknown = [...needs].filter(([library]) => !packageProviding(library))
  if (unknown.length > 0) {
    const words = unknown.map(([library, name]) => `${library} (${name})`).join(', ')
    throw new SetupError(`No package is known for ${words}: add it to scripts/setup/libraries/packages.mjs.`)
  }
  const packages = new Set([...needs.keys()].map(packageProviding))
  return [...packages, ...byName]
    .sort()
    .map((name) => (name === 'libc6' ? `libc6 (>= ${glibc.join('.')})` : alternatives(name)))
    .join(', ')
}

// The new name first: on Ubuntu 24.04 the old name of some is a virtual package that another one provides too.
const alternatives = (name) => (renamed.test(name) ? `${name}t64 | ${name}` : name)

const newer = (a, b) => (b[0] > a[0] || (b[0] === a[0] && b[1] > a[1]) ? b : a)
