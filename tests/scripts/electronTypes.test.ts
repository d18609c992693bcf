import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadScript, root } from './load'

const { olderElectronZone } = (await loadScript('setup/electronTypes.mjs')) as {
  olderElectronZone: () => Promise<string>
}
let zone = ''
let folder = ''
beforeAll(async () => {
  zone = await olderElectronZone()
  folder = await mkdtemp(join(root, 'node_modules/.cache/maskwright/types-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** What the compiler finds wrong with a text, under the configuration for the oldest Electron. */
async function errors(text: string): Promise<string[]> {
  await writeFile(join(folder, 'snippet.ts'), text)
  const config = {
    extends: join(zone, 'tsconfig.json'),
    compilerOptions: { incremental: false, tsBuildInfoFile: null },
    include: [join(zone, 'electron.d.ts'), join(folder, 'snippet.ts')]
  }
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config))
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  const { stdout } = spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' })
  return [...stdout.matchAll(/error (TS\d+)/g)].map(([, code]) => code ?? '')
}

test('main is also checked against a clipboard that copies at once', async () => {
  const imports = `import { clipboard } from 'electron'\n`
  expect(await errors(`${imports}export const copied: void = clipboard.writeText('words')\n`)).toEqual([])
  const later = `export const copied: Promise<void> = clipboard.writeText('words')\n`
  expect(await errors(imports + later)).toEqual(['TS2322'])
})
