import { mkdir, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { inRoot } from '../lib/paths.mjs'

/** Where each part of a test run leaves what it came to; `npm run platforms` makes a table of these files. */
export const runsFolder = inRoot('test-results/runs')

/**
 * What a part ran on, where that is not this process's own: versions by the runtime's name (`{ Node: '24.1.0' }`), and
 * `platform` and `release` where it ran in another system's place, such as Windows' Node under wine.
 * @typedef {Record<string, string>} Runtime
 */

/**
 * One part of a test run and what it ran on.
 * @typedef {import('./counts.mjs').Counts & { part: string, platform: string, release: string, arch: string,
 *   runtime: Record<string, string>, processor: string, date: string, seconds: number }} RunRecord
 */

/**
 * The record of a part that has ended.
 * @param {string} part
 * @param {import('./counts.mjs').Counts & { seconds: number }} result
 * @param {Runtime} [runtime]
 * @returns {RunRecord}
 */
export function runRecord(part, { passed, failed, skipped, seconds }, runtime = {}) {
  const { platform = process.platform, release = os.release().split('-')[0], ...versions } = runtime
  return {
    part,
    platform,
    release,
    arch: process.arch,
    runtime: Object.keys(versions).length > 0 ? versions : { Node: process.versions.node },
    processor: os.cpus()[0]?.model.trim() ?? 'unknown',
    date: new Date().toISOString(),
    passed,
    failed,
    skipped,
    seconds: Math.round(seconds * 10) / 10
  }
}

/**
 * Writes the record of a part that has ended, over that of its last run on such a system.
 * @param {string} part
 * @param {import('./counts.mjs').Counts & { seconds: number }} result
 * @param {(() => Promise<Runtime>) | undefined} runtime
 * @param {string} [folder]
 */
export async function writeRunRecord(part, result, runtime, folder = runsFolder) {
  const record = runRecord(part, result, await runtime?.())
  await mkdir(folder, { recursive: true })
  const name = [part, record.platform, record.arch].join('-').replaceAll(/[^\w.-]+/g, '_')
  await writeFile(path.join(folder, `${name}.json`), `${JSON.stringify(record, null, 2)}\n`)
}
