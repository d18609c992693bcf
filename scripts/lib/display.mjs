import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { SetupError } from './log.mjs'

/** Whether a window could not be shown here: Linux without an X or Wayland display. */
export const lacksDisplay = () =>
  process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY

/**
 * A display to run windows on: the real one, or a virtual X server that lives until `close`.
 * Xvfb is started directly and not through xvfb-run, which leaves the server behind when a signal ends it and can
 * pick a display number that a second run is just taking.
 * @param {{ density?: number }} [options] device pixels per CSS pixel: the virtual screen is that many times larger
 * @returns {Promise<{ env: Record<string, string>, close: () => void }>}
 */
export async function openDisplay({ density = 1 } = {}) {
  if (!lacksDisplay()) return { env: {}, close: () => undefined }
  const folder = mkdtempSync(path.join(os.tmpdir(), 'maskwright-display-'))
  const authority = path.join(folder, 'Xauthority')
  writeFileSync(authority, authorityEntry(randomBytes(16)), { mode: 0o600 })
  // Detached, so that Ctrl-C in a terminal reaches the application first and not the screen below it.
  const screen = `${1600 * density}x${1000 * density}x24`
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp', '-noreset', '-auth', authority],
    { stdio: ['ignore', 'ignore', 'pipe', 'pipe'], detached: true }
  )
  const close = () => {
    process.off('exit', close)
    server.kill()
    rmSync(folder, { recursive: true, force: true })
  }
  process.on('exit', close)
  try {
    const number = await displayNumber(server)
    for (const stream of server.stdio) stream?.destroy()
    server.unref()
    return { env: { DISPLAY: `:${number}`, XAUTHORITY: authority }, close }
  } catch (error) {
    close()
    throw error
  }
}

/** One line on file descriptor 3 tells which number the server took. */
function displayNumber(server) {
  return new Promise((resolve, reject) => {
    let words = ''
    let number = ''
    server.stderr.setEncoding('utf8').on('data', (text) => (words += text))
    server.stdio[3].setEncoding('utf8').on('data', (text) => {
      number += text
      if (number.endsWith('\n')) resolve(number.trim())
    })
    server.once('error', (error) =>
      reject(
        error.code === 'ENOENT'
          ? new SetupError(
              'There is no display, and no Xvfb. "node scripts/setup.mjs" installs it or says how.'
            )
          : error
      )
    )
    server.once('exit', (code) =>
      reject(new Error(`Xvfb ended at once (exit code ${code}): ${words.trim()}`))
    )
  })
}

/** An Xauthority entry (big-endian, counted strings) that is valid for every address and display number. */
function authorityEntry(cookie) {
  const FAMILY_WILD = 0xffff
  const number = (value) => Buffer.from([value >> 8, value & 0xff])
  const counted = (bytes) => Buffer.concat([number(bytes.length), bytes])
  const name = Buffer.from('MIT-MAGIC-COOKIE-1')
  return Buffer.concat([
    number(FAMILY_WILD),
    counted(Buffer.alloc(0)),
    counted(Buffer.alloc(0)),
    counted(name),
    counted(cookie)
  ])
}
