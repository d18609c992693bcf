import { readFile, rename, rm, stat, writeFile, mkdir } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const STALE_AFTER_MS = 20 * 60_000
const POLL_MS = 250

/**
 * Runs `work` while this process holds the lock file, and waits while another living process holds it.
 * The lock keeps two runs from doing the same long work twice; what they write is atomic by itself, so a lock that
 * was taken over by mistake (a process in another container, say) costs time and nothing else.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @param {() => void} [onWait] called once if there is waiting to do
 * @returns {Promise<T>}
 */
export async function withLock(file, work, onWait = () => undefined) {
  await mkdir(path.dirname(file), { recursive: true })
  let waiting = false
  while (!(await take(file))) {
    if (await isStale(file)) {
      await discard(file)
      continue
    }
    if (!waiting) onWait()
    waiting = true
    await sleep(POLL_MS)
  }
  try {
    return await work()
  } finally {
    await rm(file, { force: true })
  }
}

const take = (file) =>
  writeFile(file, String(process.pid), { flag: 'wx' }).then(
    () => true,
    (error) => {
      if (error.code === 'EEXIST') return false
      throw error
    }
  )

async function isStale(file) {
  try {
    const [holder, { mtimeMs }] = await Promise.all([readFile(file, 'utf8'), stat(file)])
    // A holder's file is empty for the moment between its creation and its writing.
    const age = Date.now() - mtimeMs
    return age > STALE_AFTER_MS || (holder === '' ? age > 5_000 : !isAlive(Number(holder)))
  } catch {
    return false
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Takes a dead holder's file away by renaming it, so that only one of the waiting processes does. */
async function discard(file) {
  const grave = `${file}.${process.pid}.stale`
  await rename(file, grave).catch(() => undefined)
  await rm(grave, { force: true })
}
