import { spawn } from 'node:child_process'
import os from 'node:os'
import path from 'node:path'
import { inRoot, root } from './paths.mjs'
import { telemetryOff } from './telemetry.mjs'

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** The environment in which the tools of node_modules/.bin are found by name. */
export function toolEnvironment(extra = {}) {
  const PATH = [inRoot('node_modules/.bin'), process.env.PATH ?? ''].join(path.delimiter)
  return { ...process.env, PATH, ...telemetryOff, ...extra }
}

/**
 * A command and its arguments as `spawn` takes them. On Windows the tools of node_modules/.bin are .cmd files, which
 * only a shell can start; it gets one line, since Node 24 warns of arguments beside a shell (DEP0190).
 * @param {string} command a path, or the name of a tool
 * @param {readonly string[]} args
 */
export function spawnable(command, args, platform = process.platform) {
  if (platform !== 'win32' || path.win32.isAbsolute(command)) return { command, args, shell: false }
  return { command: [command, ...args].map(quoteForCmd).join(' '), args: [], shell: true }
}

/** In double quotes where it needs them; cmd.exe takes these characters as they are. */
const quoteForCmd = (word) => (/^[\w@%+=:,./\\-]+$/.test(word) ? word : `"${word.replaceAll('"', '""')}"`)

/**
 * Runs a command to its end with this process's input and output, hands signals on to it, and gives its exit code
 * (128 + the signal's number where a signal ended it, as shells do).
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, stdio?: import('node:child_process').StdioOptions }} [options]
 * @returns {Promise<number>}
 */
export function run(command, args, { env = {}, stdio = 'inherit' } = {}) {
  const { shell, ...program } = spawnable(command, args)
  const child = spawn(program.command, program.args, { cwd: root, env: toolEnvironment(env), stdio, shell })
  // Ctrl-C in a terminal reaches the child by itself; a second one would mean "at once" to some programs.
  const forward = (signal) => (signal === 'SIGINT' && process.stdin.isTTY) || child.kill(signal)
  for (const signal of FORWARDED) process.on(signal, forward)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve(code ?? 128 + os.constants.signals[signal]))
  }).finally(() => {
    for (const signal of FORWARDED) process.off(signal, forward)
  })
}

/**
 * Runs a command and gives what it printed, without showing it.
 * @param {string} command
 * @param {string[]} args
 * @param {{ timeoutMs?: number, env?: Record<string, string> }} [options]
 * @returns {Promise<{ code: number | null, stdout: string, stderr: string }>} `code` is null where it could not run
 */
export function capture(command, args, { timeoutMs, env = {} } = {}) {
  const { shell, ...program } = spawnable(command, args)
  const child = spawn(program.command, program.args, {
    cwd: root,
    env: toolEnvironment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: timeoutMs,
    shell
  })
  const output = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr']) {
    child[stream].setEncoding('utf8').on('data', (text) => (output[stream] += text))
  }
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ ...output, code: null, stderr: error.message }))
    child.once('close', (code) => resolve({ ...output, code }))
  })
}
