import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { build } from 'vite'
import { onTestFinished } from 'vitest'

const repository = resolve(import.meta.dirname, '../../..')

/** A script of this folder, bundled so that Node runs it. */
export interface ChildScript {
  readonly file: string
  readonly remove: () => Promise<void>
}

/** Bundles a script, by default one of this folder; inside node_modules, so that packages are found from there. */
export async function childScript(name: string, folder = import.meta.dirname): Promise<ChildScript> {
  const cache = join(repository, 'node_modules', '.cache', 'maskwright')
  await mkdir(cache, { recursive: true })
  const outDir = await mkdtemp(join(cache, `${name}-`))
  await build({
    configFile: false,
    logLevel: 'error',
    root: repository,
    build: {
      ssr: join(folder, `${name}.ts`),
      outDir,
      target: 'node20.18',
      emptyOutDir: true
    }
  })
  return {
    file: join(outDir, `${name}.js`),
    remove: () => rm(outDir, { recursive: true, force: true, maxRetries: 5 })
  }
}

/**
 * Runs a script until it has written `count` lines and one before them, waits a moment, and kills it without warning.
 * Returns the complete lines.
 */
export async function runAndKill(
  { file }: ChildScript,
  args: readonly string[],
  count: number,
  extraMs: number
): Promise<readonly string[]> {
  const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  let output = ''
  const enough = new Promise<void>((done) => {
    child.stdout.on('data', (data: Buffer) => {
      output += data.toString()
      if (output.split('\n').length > count + 1) done()
    })
  })
  const exited = once(child, 'close')
  await Promise.race([enough, exited])
  await setTimeout(extraMs)
  child.kill('SIGKILL')
  await exited
  return output.split('\n').slice(0, -1)
}
