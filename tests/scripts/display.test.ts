import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { root } from './load'

const script = join(root, 'scripts/with-display.mjs')

test('a command gets a display on Linux, and its output and exit code pass through', () => {
  const program =
    'process.stdout.write(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY ?? ""); process.exit(7)'
  const { status, stdout } = spawnSync(process.execPath, [script, process.execPath, '-e', program], {
    encoding: 'utf8'
  })
  expect(status).toBe(7)
  if (process.platform === 'linux') expect(stdout).not.toBe('')
})

test.skipIf(process.platform === 'win32')(
  'a signal reaches the command, and takes the screen away',
  async () => {
    const program = 'console.log(process.env.DISPLAY); setInterval(() => {}, 1000)'
    const child = spawn(process.execPath, [script, process.execPath, '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit']
    })
    const [words] = (await once(child.stdout, 'data')) as [Buffer]
    const socket = `/tmp/.X11-unix/X${words.toString().trim().slice(1)}`
    child.kill('SIGTERM')
    const [code] = (await once(child, 'exit')) as [number]
    expect(code).toBe(128 + 15)
    const isVirtual =
      process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']
    if (isVirtual) await vi.waitFor(() => expect(existsSync(socket)).toBe(false), { timeout: 20_000 })
  }
)
