import { readFileSync, readdirSync } from 'node:fs'
import os from 'node:os'

/** Linux counts the processor time of a process in hundredths of a second. */
const TICK_MS = 10

/**
 * Processor time in milliseconds since the start of the machine: of all programs, and of this one and what it started.
 * Only Linux tells about others' processes.
 */
export function processorTimes() {
  const cores = os.cpus()
  const busy = cores.reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0)
  return { busy, own: ownTime(), wall: performance.now() * cores.length }
}

function ownTime() {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(readProcess)
  const own = new Set([process.pid])
  let sum = 0
  // A parent is older than its child, but numbers begin anew; so until nothing is added.
  for (let size = 0; size !== own.size;) {
    size = own.size
    for (const { pid, parent } of processes) if (own.has(parent)) own.add(pid)
  }
  for (const { pid, ticks } of processes) if (own.has(pid)) sum += ticks * TICK_MS
  return sum
}

function readProcess(name) {
  try {
    const text = readFileSync(`/proc/${name}/stat`, 'utf8')
    // The program's name stands in parentheses and may hold anything; the fields after it are numbers.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return [{ pid: Number(name), parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) }]
  } catch {
    return []
  }
}

/** The share of the whole processor that other programs used between two looks, from 0 to 1. */
export function othersShare(before, after) {
  const others = after.busy - before.busy - (after.own - before.own)
  return Math.max(0, others / (after.wall - before.wall))
}
