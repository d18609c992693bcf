import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { viteBuild } from '../lib/viteBuild.mjs'
import { inRoot } from '../lib/paths.mjs'

/**
 * Bundles the targets (tests/fuzz) with the product's own sources, in a folder of this run, which the caller removes:
 * runs may go on side by side.
 * @returns {Promise<{ folder: string, program: string }>} `program` runs cases
 */
export async function buildTargets() {
  // Below node_modules, so that packages are found.
  const folder = inRoot('node_modules/.cache/maskwright/fuzz', String(process.pid))
  await viteBuild({
    configFile: false,
    root: inRoot(),
    logLevel: 'warn',
    // Outside of Electron its log writes as any program's does.
    resolve: { alias: { '@shared': inRoot('src/shared'), 'electron-log/main': 'electron-log/node' } },
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: true,
      target: 'node20.18',
      minify: false,
      rolldownOptions: {
        input: {
          child: inRoot('tests/fuzz/child.ts'),
          // What the services start.
          parentPort: inRoot('e2e/chromium/host/parentPort.ts'),
          jobWorker: inRoot('src/jobs/jobWorker.ts')
        },
        output: { format: 'es', entryFileNames: '[name].js' }
      }
    }
  })
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({ type: 'module' }))
  return { folder, program: path.join(folder, 'child.js') }
}
