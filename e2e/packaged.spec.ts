import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import { loadScript } from '../tests/scripts/load'
import { bridgeMarks } from './chromium/routes'

const { listAsar, packagesIn } = (await loadScript('packaging/asar.mjs')) as {
  listAsar: (file: string) => Promise<string[]>
  packagesIn: (files: readonly string[]) => string[]
}
const { makeDeb } = (await loadScript('packaging/deb/index.mjs')) as {
  makeDeb: (options: { unpacked: string; test: boolean; output: string }) => Promise<string>
}
const { packagedExecutable, selfTest } = (await loadScript('packaging/selfTest.mjs')) as {
  packagedExecutable: () => string | undefined
  selfTest: (executable: string) => Promise<unknown>
}
const { sandboxArguments } = (await loadScript('setup/electron.mjs')) as { sandboxArguments: () => string[] }
const { readFuses } = (await loadScript('setup/standIn/fuses.mjs')) as {
  readFuses: (binary: Buffer) => Record<string, 'on' | 'off' | 'removed'>
}

const execute = promisify(execFile)

/** One application is made, and each test looks at it. */
test.describe.configure({ mode: 'serial' })

/** The application that the first test has made. */
function executable(): string {
  const file = packagedExecutable()
  if (file === undefined) throw new Error('There is no packaged application')
  return file
}

test('the packaged application starts, finds its model and predicts', async () => {
  test.setTimeout(240_000)
  const { stdout, stderr } = await execute(process.execPath, ['scripts/package-dir.mjs'])
  const [, report] = /self-test: (\{.*\})/.exec(stdout + stderr) ?? []
  const result = JSON.parse(report ?? '{}') as {
    ok?: boolean
    modelId?: string
    area?: number
    score?: number
  }
  expect(result).toMatchObject({ ok: true, modelId: 'mobile-sam' })
  expect(result.area).toBeGreaterThan(0)
  expect(result.score).toBeGreaterThan(0.5)

  const packaged = await readdir('dist', { recursive: true })
  const archives = packaged.filter((name) => name.endsWith('app.asar'))
  expect(archives).toHaveLength(1)
  const archive = await readFile(join('dist', archives[0] ?? ''), 'latin1')
  expect(archive).toContain('maskwright:call')
  for (const mark of bridgeMarks) expect(archive).not.toContain(mark)
})

test('it contains the packages that it loads, and nothing that was needed to install them', async () => {
  const resources = join(dirname(executable()), 'resources')
  const files = await listAsar(join(resources, 'app.asar'))
  const { platform, arch } = process
  const native = `${platform}-${arch}${platform === 'linux' ? '-gnu' : platform === 'win32' ? '-msvc' : ''}`
  expect(packagesIn(files)).toEqual([
    '@napi-rs/canvas',
    `@napi-rs/canvas-${native}`,
    '@napi-rs/image',
    `@napi-rs/image-${native}`,
    '@photostructure/sqlite',
    'node-gyp-build',
    'onnxruntime-common',
    'onnxruntime-node'
  ])
  const tops = [...new Set(files.map((file) => file.split('/')[0]))].sort()
  expect(tops).toEqual(['node_modules', 'out', 'package.json'])
  expect(files.filter((file) => /\.(ts|tsx|map|nycrc)$|\.nycrc|\.test\.|binding\.gyp/.test(file))).toEqual([])
  for (const left of ['resources/default_app.asar', 'stand-in.json']) {
    expect(existsSync(join(dirname(executable()), left)), left).toBe(false)
  }
})

test('its fuses are those that docs/security.md lists', async () => {
  const fuses = readFuses(await readFile(executable()))
  const expected = {
    RunAsNode: 'off',
    EnableCookieEncryption: 'off',
    EnableNodeOptionsEnvironmentVariable: 'off',
    EnableNodeCliInspectArguments: 'off',
    EnableEmbeddedAsarIntegrityValidation: 'on',
    OnlyLoadAppFromAsar: 'on',
    LoadBrowserProcessSpecificV8Snapshot: 'off',
    GrantFileProtocolExtraPrivileges: 'off',
    // Electron has it from version 36 on.
    ...('WasmTrapHandlers' in fuses && { WasmTrapHandlers: 'on' })
  }
  expect(fuses).toEqual(expected)
})

/** Starts the packaged application; it ends by itself. */
function start(args: readonly string[]): Promise<{ code: number | null; words: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(executable(), [...sandboxArguments(), '--log-level=3', ...args])
    let words = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (words += text))
    child.stdout.resume()
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, words }))
  })
}

test('it does not let others drive it', async () => {
  test.skip(process.platform === 'win32', 'the application has no stderr on Windows')
  const asked = [
    ['--remote-debugging-port=0'],
    ['--remote-debugging-port', '--self-test'],
    ['-remote-debugging-port=0'],
    ['--remote-debugging-pipe'],
    ['--self-test', '--remote-debugging-port=9444']
  ]
  for (const args of asked) {
    const { code, words } = await start(args)
    expect(code, args.join(' ')).toBe(1)
    expect(words).toMatch(/Maskwright does not run with --remote-debugging-(port|pipe)/)
    expect(words).not.toContain('DevTools listening')
  }
})

const isRoot = process.getuid?.() === 0

test('its .deb is installed, started, and removed without leftovers', async () => {
  test.skip(process.platform !== 'linux', 'a .deb is for Linux')
  test.skip(!isRoot, 'only root can install packages')
  test.skip(!existsSync('/usr/bin/dpkg'), 'this system has no dpkg')
  test.skip(existsSync('/opt/Maskwright'), 'Maskwright is installed on this system')
  test.setTimeout(400_000)
  const folder = await mkdtemp(join(tmpdir(), 'maskwright-deb-test-'))
  try {
    const deb = await makeDeb({ unpacked: dirname(executable()), test: true, output: folder })
    expect(deb).toMatch(/maskwright_[\d.]+~test_\w+\.deb$/)

    await test.step('it installs with what it depends on', async () => {
      // Dependencies that the machine lacks are fetched; dpkg alone says which they are where that is impossible.
      const options = ['-o', 'DPkg::Lock::Timeout=120', '-o', 'Dpkg::Use-Pty=0']
      await execute('apt-get', [...options, 'install', '-y', '-qq', '--no-install-recommends', deb], {
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
      })
    })
    const listed = (await execute('dpkg', ['-L', 'maskwright'])).stdout.trim().split('\n')
    const files = (
      await Promise.all(listed.map(async (file) => ((await stat(file)).isDirectory() ? [] : [file])))
    ).flat()

    await test.step('its files are in their places, and belong to root', async () => {
      expect(files).toEqual(
        expect.arrayContaining([
          '/usr/bin/maskwright',
          '/usr/share/applications/maskwright.desktop',
          '/usr/share/metainfo/org.maskwright.app.metainfo.xml',
          '/usr/share/icons/hicolor/512x512/apps/maskwright.png',
          '/usr/share/doc/maskwright/copyright',
          '/opt/Maskwright/maskwright'
        ])
      )
      for (const file of files) {
        const { uid, mode } = await stat(file)
        expect({ file, uid, writable: mode & 0o022 }).toEqual({ file, uid: 0, writable: 0 })
      }
      expect((await stat('/opt/Maskwright/chrome-sandbox')).mode & 0o7777).toBe(0o4755)
      if (existsSync('/usr/bin/appstreamcli')) {
        const metainfo = '/usr/share/metainfo/org.maskwright.app.metainfo.xml'
        await execute('appstreamcli', ['validate', '--no-net', metainfo])
      }
    })

    await test.step('every library that it asks for is there', async () => {
      for (const file of files.filter((each) => /\/maskwright$|\.so(\.\d+)*$|\.node$/.test(each))) {
        const { stdout } = await execute('ldd', [file], {
          env: { ...process.env, LD_LIBRARY_PATH: '/opt/Maskwright' }
        })
        expect(stdout, file).not.toContain('not found')
      }
    })

    await test.step('it starts by its name and segments', async () => {
      expect(await selfTest('/usr/bin/maskwright')).toMatchObject({ ok: true, modelId: 'mobile-sam' })
    })

    await test.step('nothing is left when it is removed', async () => {
      await execute('dpkg', ['--purge', 'maskwright'])
      expect(files.filter((file) => existsSync(file))).toEqual([])
      for (const left of ['/opt/Maskwright', '/etc/apparmor.d/maskwright', '/usr/share/doc/maskwright']) {
        expect(existsSync(left), left).toBe(false)
      }
    })
  } finally {
    await execute('dpkg', ['--purge', 'maskwright']).catch(() => undefined)
    await rm(folder, { recursive: true, force: true })
  }
})
