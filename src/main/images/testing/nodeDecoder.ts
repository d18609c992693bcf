import { fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { buildEntries } from '../../../engine/testing/buildEntries'
import { childPort } from '../../../rpc/node/childPort'
import type { StartDecoder } from '../imageTasks'

/** The real decoder in children of Node. */
export interface NodeDecoder {
  readonly start: StartDecoder
  /** Ids of all processes that were started. */
  readonly pids: readonly number[]
  /** Removes what was built. */
  readonly dispose: () => Promise<void>
}

/** Builds the process's file; it is put below node_modules, so that the native packages are found. */
export async function nodeDecoder(): Promise<NodeDecoder> {
  const outDir = await buildEntries('maskwright-decoder', {
    decoderProcess: join(import.meta.dirname, '../decoderProcess.ts')
  })
  const pids: number[] = []
  const start: StartDecoder = () => {
    const child = fork(join(outDir, 'decoderProcess.js'), [], {
      serialization: 'advanced',
      execArgv: ['--max-old-space-size=512']
    })
    if (child.pid !== undefined) pids.push(child.pid)
    const memoryBytes = (): number | null => (child.pid === undefined ? null : residentBytes(child.pid))
    return { ...childPort(child), memoryBytes }
  }
  return { start, pids, dispose: () => rm(outDir, { recursive: true, force: true }) }
}

/** Bytes of memory that a process holds; null where the system does not tell, or it has ended. */
export function residentBytes(pid: number, field: 'VmRSS' | 'VmHWM' = 'VmRSS'): number | null {
  try {
    const text = readFileSync(`/proc/${pid}/status`, 'utf8')
    const kilobytes = new RegExp(`${field}:\\s+(\\d+)`).exec(text)?.[1]
    return kilobytes === undefined ? null : Number(kilobytes) * 1024
  } catch {
    return null
  }
}
