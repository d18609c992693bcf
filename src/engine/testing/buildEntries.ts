import { join } from 'node:path'
import { build } from 'vite'

const root = join(import.meta.dirname, '../../..')

/**
 * Builds entries of the application as they are built for it, below node_modules, so that the native packages are found.
 * @param name of the folder; each process has one of its own
 * @param entries sources by the names of their outputs
 * @returns the folder with `<name>.js` for each entry
 */
export async function buildEntries(name: string, entries: Readonly<Record<string, string>>): Promise<string> {
  const outDir = join(root, 'node_modules/.cache', name, String(process.pid))
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    resolve: { alias: { '@shared': join(root, 'src/shared') } },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node20.18',
      rolldownOptions: {
        input: { ...entries },
        output: { format: 'es', entryFileNames: '[name].js' }
      }
    }
  })
  return outDir
}
