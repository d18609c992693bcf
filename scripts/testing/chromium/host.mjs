import path from 'node:path'
import { rm, writeFile } from 'node:fs/promises'
import { viteBuild } from '../../lib/viteBuild.mjs'
import { inRoot } from '../../lib/paths.mjs'

/** Below node_modules, so that packages are found; never in out/, which is what a package is made of. */
const folder = inRoot('node_modules/.cache/maskwright/chromium')
const source = (file) => inRoot('e2e/chromium', file)

/**
 * Builds what runs the application's services in plain Node for a page in a browser, and the script that connects the
 * page to it. Only these tests have it.
 * @returns {Promise<{ host: string, pageScript: string }>}
 */
export async function buildHost() {
  await rm(folder, { recursive: true, force: true })
  const common = { configFile: false, root: inRoot(), logLevel: 'error' }
  const alias = { '@shared': inRoot('src/shared') }
  await viteBuild({
    ...common,
    // Outside of Electron its log writes as any program's does.
    resolve: { alias: { ...alias, 'electron-log/main': 'electron-log/node' } },
    plugins: [withoutElectron],
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: false,
      target: 'node20.18',
      rolldownOptions: {
        input: {
          host: source('host/main.ts'),
          parentPort: source('host/parentPort.ts'),
          jobWorker: inRoot('src/jobs/jobWorker.ts')
        },
        output: { format: 'es', entryFileNames: '[name].js' }
      }
    }
  })
  await viteBuild({
    ...common,
    resolve: { alias },
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: 'chrome130',
      lib: { entry: source('pageApi.ts'), name: 'bridge', formats: ['iife'], fileName: () => 'pageApi.js' }
    }
  })
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({ type: 'module' }))
  return { host: path.join(folder, 'host.js'), pageScript: path.join(folder, 'pageApi.js') }
}

/** The services get what they need of Electron by injection; an import of it would only be noticed when it runs. */
const withoutElectron = {
  name: 'without-electron',
  enforce: 'pre',
  resolveId(id, importer) {
    if (id === 'electron') throw new Error(`${importer} imports Electron; inject it through Desktop instead`)
  }
}
