import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseTrace, straceArguments, type Act } from './trace'

const names = ['home', 'config', 'cache', 'data', 'state', 'runtime', 'tmp', 'work'] as const

/** A user who has never started anything: every folder that programs write to is empty and watched. */
export interface World {
  readonly root: string
  readonly folders: Readonly<Record<(typeof names)[number], string>>
  /** Of the programs; nothing is inherited that could change what they do. */
  readonly env: Readonly<Record<string, string>>
  remove(): Promise<void>
}

/** Makes the folders. `env` is added to the environment. */
export async function emptyWorld(env: Readonly<Record<string, string>> = {}): Promise<World> {
  const root = await mkdtemp(join(tmpdir(), 'maskwright-privacy-'))
  const folders = Object.fromEntries(names.map((name) => [name, join(root, name)])) as World['folders']
  for (const folder of Object.values(folders)) await mkdir(folder, { mode: 0o700 })
  return {
    root,
    folders,
    env: {
      PATH: process.env['PATH'] ?? '',
      LANG: 'C.UTF-8',
      HOME: folders.home,
      TMPDIR: folders.tmp,
      XDG_CONFIG_HOME: folders.config,
      XDG_CACHE_HOME: folders.cache,
      XDG_DATA_HOME: folders.data,
      XDG_STATE_HOME: folders.state,
      XDG_RUNTIME_DIR: folders.runtime,
      ...env
    },
    remove: () => rm(root, { recursive: true, force: true })
  }
}

/** Why nothing can be traced here; undefined where it can. */
export function whyNoTracing(...programs: readonly string[]): string | undefined {
  if (process.platform !== 'linux') return 'programs are traced on Linux only'
  for (const program of ['strace', ...programs]) {
    if (spawnSync('which', [program]).status !== 0) return `${program} is not installed`
  }
  const { status, stderr } = spawnSync('strace', [...straceArguments('/dev/null'), 'true'], {
    encoding: 'utf8'
  })
  return status === 0 ? undefined : `strace may not trace here: ${stderr.trim()}`
}

/** A program that runs under strace. */
export interface Traced {
  readonly child: ChildProcess
  /** What it printed so far, on both streams. */
  readonly output: () => string
  /** Waits for its end. @returns its exit code, and what it and its children did */
  readonly end: () => Promise<{ readonly code: number | null; readonly acts: Act[] }>
}

/** Starts a program in a world, under strace. */
export function startTraced(world: World, command: string, args: readonly string[]): Traced {
  const file = join(world.root, `trace-${Math.random().toString(36).slice(2)}`)
  const child = spawn('strace', [...straceArguments(file), command, ...args], {
    cwd: world.folders.work,
    env: world.env,
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  }
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  return {
    child,
    output: () => output,
    end: async () => {
      const code = await ended
      return { code, acts: parseTrace(await readFile(file, 'utf8'), world.folders.work) }
    }
  }
}
