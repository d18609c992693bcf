import { expect, test } from 'vitest'
import { loadScript } from './load'

interface Packages {
  missingLibraries: (ldd: string) => string[]
  packagesFor: (libraries: string[]) => { packages: string[]; unknown: string[] }
  knownNames: (packages: string[], show: string) => string[]
}
const { missingLibraries, packagesFor, knownNames } = (await loadScript(
  'setup/libraries/packages.mjs'
)) as Packages

const ldd = `	linux-vdso.so.1 (0x00007ffd5d5f2000)
	libffmpeg.so => /opt/electron/libffmpeg.so (0x00007f1a3f400000)
	libdl.so.2 => /lib/x86_64-linux-gnu/libdl.so.2 (0x00007f1a4c5f2000)
	libnss3.so => not found
	libnssutil3.so => not found
	libgtk-3.so.0 => not found
	libasound.so.2 => not found
	/lib64/ld-linux-x86-64.so.2 (0x00007f1a4c600000)
`

test('the libraries that ldd could not find are read from its words', () => {
  expect(missingLibraries(ldd)).toEqual(['libnss3.so', 'libnssutil3.so', 'libgtk-3.so.0', 'libasound.so.2'])
  expect(missingLibraries('\tstatically linked\n')).toEqual([])
})

test('each library leads to its package once, and an unknown one is named', () => {
  expect(packagesFor([...missingLibraries(ldd), 'libnew.so.9'])).toEqual({
    packages: ['libasound2', 'libgtk-3-0', 'libnss3'],
    unknown: ['libnew.so.9']
  })
})

test('newer releases have some packages under a name with t64', () => {
  const packages = ['libgtk-3-0', 'libnss3', 'xvfb']
  const older = 'Package: libgtk-3-0\nVersion: 3.24\n\nPackage: libnss3\n\nPackage: xvfb\n'
  const newer = 'Package: libgtk-3-0t64\nDepends: libgtk-3-0\n\nPackage: libnss3\n\nPackage: xvfb\n'
  expect(knownNames(packages, older)).toEqual(packages)
  expect(knownNames(packages, newer)).toEqual(['libgtk-3-0t64', 'libnss3', 'xvfb'])
  expect(knownNames(packages, '')).toEqual(packages)
})
