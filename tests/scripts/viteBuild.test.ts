import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadScript } from './load'

const { viteBuild } = (await loadScript('lib/viteBuild.mjs')) as {
  viteBuild: (config: object) => Promise<void>
}

test('what is started after a build runs in the same mode as before', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'maskwright-vite-'))
  const before = process.env['NODE_ENV']
  try {
    delete process.env['NODE_ENV']
    await writeFile(join(folder, 'entry.js'), 'export const one = 1\n')
    const lib = { entry: join(folder, 'entry.js'), formats: ['es'], fileName: 'built' }
    await viteBuild({ configFile: false, root: folder, logLevel: 'error', build: { lib } })
    expect(process.env['NODE_ENV']).toBeUndefined()
  } finally {
    process.env['NODE_ENV'] = before
    await rm(folder, { recursive: true })
  }
})
