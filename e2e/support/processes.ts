import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { expect, type ElectronApplication } from '@playwright/test'

/** Ends the application without a warning, as `kill -9` does: all of its processes, or main alone. */
export async function kill(app: ElectronApplication, which: 'all' | 'main'): Promise<void> {
  const main = app.process()
  if (main.pid === undefined) throw new Error('The application does not run')
  const gone = once(main, 'exit')
  // Playwright starts the application as the leader of a process group.
  process.kill(which === 'all' ? -main.pid : main.pid, 'SIGKILL')
  await gone
  // The others notice by themselves that main is gone.
  await expect.poll(() => livingMembers(main.pid ?? 0), { timeout: 20_000 }).toEqual([])
}

/** The processes of a group that still run; those that ended and wait for their parent do not count. */
async function livingMembers(group: number): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const found = await Promise.all(
    pids.map(async (pid) => {
      // pid (name) state parent group …; the name may hold anything.
      const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
      const [state, , itsGroup] = text.slice(text.lastIndexOf(')') + 2).split(' ')
      return Number(itsGroup) === group && state !== 'Z' ? pid : null
    })
  )
  return found.filter((pid) => pid !== null)
}

/** The engine's process. */
export async function enginePid(app: ElectronApplication): Promise<number> {
  const pids = await app.evaluate(({ app: electron }) =>
    electron
      .getAppMetrics()
      .filter(({ type, name }) => type === 'Utility' && name === 'Maskwright engine')
      .map(({ pid }) => pid)
  )
  const [pid] = pids
  if (pid === undefined || pids.length > 1) throw new Error(`${pids.length} processes are engines`)
  return pid
}
