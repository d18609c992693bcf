import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { root } from '../scripts/load'

const model = join(root, 'resources/models/mobile-sam/decoder-image.onnx')
let built = ''

beforeAll(async () => {
  // Inside node_modules, so that packages are found from there.
  const cache = join(root, 'node_modules', '.cache', 'maskwright')
  await mkdir(cache, { recursive: true })
  built = await mkdtemp(join(cache, 'telemetry-'))
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    resolve: { alias: { '@shared': join(root, 'src/shared') } },
    build: {
      ssr: true,
      outDir: built,
      target: 'node20.18',
      rolldownOptions: {
        input: ['session', 'foreign'].map((name) => join(root, `tests/privacy/children/${name}.ts`))
      }
    }
  })
})
afterAll(() => rm(built, { recursive: true, force: true }))

/** What a program printed, and the files that it left in an empty home and temporary folder. */
async function traces(
  name: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {}
): Promise<{ said: string; left: string[] }> {
  const home = await mkdtemp(join(tmpdir(), 'maskwright-home-'))
  onTestFinished(() => rm(home, { recursive: true, force: true }))
  const { stdout } = await promisify(execFile)(process.execPath, [join(built, `${name}.js`), ...args], {
    env: {
      PATH: process.env['PATH'],
      // Windows' programs do not start without it.
      SystemRoot: process.env['SystemRoot'],
      ...{ HOME: home, USERPROFILE: home, TMPDIR: home, TEMP: home, TMP: home },
      ...environment
    }
  })
  return { said: stdout.trim(), left: await readdir(home, { recursive: true }) }
}

describe('the telemetry of ONNX Runtime', () => {
  it('leaves nothing when a model runs in the main thread', async () => {
    expect(await traces('session', ['main', model])).toEqual({ said: 'ran', left: [] })
  })

  it('leaves nothing when a model runs in a worker thread of a process that is prepared', async () => {
    expect(await traces('session', ['worker', model])).toEqual({ said: 'ran', left: [] })
  })

  it('cannot be turned on by the environment', async () => {
    const { said, left } = await traces('session', ['main', model], { ORT_DISABLE_TELEMETRY: '0' })
    expect([said, left]).toEqual(['ran', []])
  })

  it('keeps the library from being loaded in a worker thread of a process that is not prepared', async () => {
    const { said, left } = await traces('session', ['unprepared', model])
    expect(said).toContain('ORT_DISABLE_TELEMETRY=1 is not set')
    expect(left).toEqual([])
  })

  it('keeps the library from being used when another part of the program has loaded it with telemetry', async () => {
    expect((await traces('foreign', [])).said).toContain('loaded it with its telemetry on')
    expect((await traces('foreign', [], { ORT_DISABLE_TELEMETRY: '1' })).said).toBe('ran')
  })
})

describe('programs that load ONNX Runtime', () => {
  it('turn the telemetry off before anything else', async () => {
    for (const entry of [
      'src/main/index.ts',
      'src/engine/process/utility.ts',
      'src/engine/models/speed/entry.ts',
      'src/cli/main.ts'
    ]) {
      const [first] = /^import .*$/m.exec(await readFile(join(root, entry), 'utf8')) ?? []
      expect(first, entry).toMatch(/^import '\S*\/runtime\/telemetry'$/)
    }
  })

  it('are these, and scripts that turn it off first', async () => {
    const importing: string[] = []
    for (const folder of ['src', 'scripts', 'bin', 'e2e']) {
      for (const file of await readdir(join(root, folder), { recursive: true })) {
        if (!/\.(ts|tsx|mjs|js)$/.test(file)) continue
        const text = await readFile(join(root, folder, file), 'utf8')
        const at = text.search(
          /^(import (?!type).*from |.*(require\w*|createRequire)\(.*\(?)'onnxruntime-node'/m
        )
        if (at < 0) continue
        importing.push(`${folder}/${file}`.replaceAll('\\', '/'))
        expect(text.slice(0, at), file).toMatch(/lib\/telemetry\.mjs'|assertTelemetryDisabled\(\)/)
      }
    }
    expect(importing.sort()).toEqual([
      'scripts/bench/rawProcess.mjs',
      'scripts/fidelity/rawLoop.mjs',
      'src/engine/runtime/ort.ts'
    ])
  })
})
