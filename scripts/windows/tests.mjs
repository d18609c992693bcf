import { closeSync, openSync } from 'node:fs'
import { mkdir, open, readFile, rm } from 'node:fs/promises'
import { once } from 'node:events'
import { spawn } from 'node:child_process'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { step } from '../lib/log.mjs'
import { inRoot, root } from '../lib/paths.mjs'
import { countRunner } from '../testing/counts.mjs'
import { prepareBindings } from './bindings.mjs'
import { countWindows } from './counts.mjs'
import { prepareWine } from './wine.mjs'

const VITEST = 'node_modules/vitest/vitest.mjs'
const REPORT = 'test-results/windows.json'
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Runs unit tests on Windows' own Node: directly on Windows, under Wine elsewhere.
 * @param {string[]} filters parts of the names of test files; none means all of them
 * @param {string[]} [excluded] test files that are left out all the same
 * @returns {Promise<import('../testing/counts.mjs').Counts>}
 */
export async function testOnWindows(filters, excluded = []) {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`]
  const exclusions = excluded.flatMap((file) => ['--exclude', file])
  const args = [VITEST, 'run', '--project', 'node', ...reporters, ...filters, ...exclusions]
  await mkdir(inRoot('test-results'), { recursive: true })
  await rm(inRoot(REPORT), { force: true })
  const code = process.platform === 'win32' ? await runDirectly(args) : await runUnderWine(args)
  const known = process.platform === 'win32' ? {} : await knownFailures()
  return countRunner(code, inRoot(REPORT), (report) => countWindows(report, known))
}

/** Tests that fail under Wine only, with reasons; the setup file of the tests reads the same list. */
const knownFailures = async () =>
  JSON.parse(await readFile(path.join(import.meta.dirname, 'known-failures.json'), 'utf8'))

async function runDirectly(args) {
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' })
  const [code] = await once(child, 'close')
  return code ?? 1
}

async function runUnderWine(args) {
  const wine = await step('wine', prepareWine, { quiet: true })
  const { node, modules } = await step('node for windows', prepareBindings, { quiet: true })
  const env = {
    ...process.env,
    ...wine,
    NODE_PATH: `Z:${modules.replaceAll('/', '\\')}`,
    // Node would refuse a Windows that is older than 10, as which Wine introduces itself.
    NODE_SKIP_PLATFORM_CHECK: '1',
    MASKWRIGHT_UNDER_WINE: '1'
  }
  if (!process.stdout.isTTY) env.NO_COLOR = '1'
  const output = inRoot('test-results/windows.txt')
  const errors = inRoot('test-results/windows.err.txt')
  // Node's console fails on pipes under Wine, so everything goes through files.
  const stdio = ['ignore', openSync(output, 'w'), openSync(errors, 'w')]
  const child = spawn('wine', [node, ...args], { cwd: root, env, stdio })
  for (const file of stdio.slice(1)) closeSync(file)
  const forward = (signal) => child.kill(signal)
  for (const signal of SIGNALS) process.on(signal, forward)
  const ended = new AbortController()
  const shown = Promise.all([
    show(output, process.stdout, ended.signal),
    show(errors, process.stderr, ended.signal)
  ])
  try {
    const [code] = await once(child, 'close')
    return code ?? 1
  } finally {
    ended.abort()
    await shown
    for (const signal of SIGNALS) process.off(signal, forward)
  }
}

/** Copies a file to a stream while it grows, until the signal says that it no longer does. */
async function show(file, stream, ended) {
  const handle = await open(file)
  try {
    for (;;) {
      const last = ended.aborted
      for (let piece = await handle.read(); piece.bytesRead > 0; piece = await handle.read())
        stream.write(piece.buffer.subarray(0, piece.bytesRead))
      if (last) return
      await delay(500, undefined, { signal: ended }).catch(() => undefined)
    }
  } finally {
    await handle.close()
  }
}
