import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadScript } from './load'

const script = (await loadScript('testing/chromium/browser.mjs')) as {
  findChromium: (env: Record<string, string>) => string | null
  howToInstall: string
}
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maskwright-browser-'))
  await writeFile(join(folder, 'chromium'), '')
})
afterAll(() => rm(folder, { recursive: true }))

test('the Chromium on the PATH is found', () => {
  const PATH = [join(folder, 'absent'), '', folder].join(delimiter)
  expect(script.findChromium({ PATH })).toBe(join(folder, 'chromium'))
})

test('the one that the user names is taken instead', async () => {
  const named = join(folder, 'my browser')
  await writeFile(named, '')
  expect(script.findChromium({ PATH: folder, MASKWRIGHT_CHROMIUM: named })).toBe(named)
})

test('a name of nothing is an error that says so', () => {
  const MASKWRIGHT_CHROMIUM = join(folder, 'absent')
  expect(() => script.findChromium({ PATH: folder, MASKWRIGHT_CHROMIUM })).toThrow(
    /MASKWRIGHT_CHROMIUM names .*absent/
  )
})

test('where there is none, that is told with what to do', () => {
  expect(script.findChromium({ PATH: join(folder, 'absent') })).toBeNull()
  expect(script.findChromium({})).toBeNull()
  expect(script.howToInstall).toContain('apt-get install --no-install-recommends chromium')
})
