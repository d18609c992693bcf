import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { childScript, runAndKill, type ChildScript } from './testing/childScript'
import { idOf, problemOf, workplace, type Workplace } from './testing/fixtures'

let script: ChildScript

beforeAll(async () => {
  script = await childScript('committer')
  return script.remove
})

interface Killed {
  /** What the child said was done, in order. */
  readonly acknowledged: readonly string[]
}

/** Runs the child until it has acknowledged `count` edits, waits a moment, and kills it without warning. */
async function editAndKill(place: Workplace, first: number, count: number, extraMs: number): Promise<Killed> {
  const lines = await runAndKill(script, [place.root, place.userDataDir, String(first)], count, extraMs)
  expect(lines[0]).toBe('open')
  return { acknowledged: lines.slice(1) }
}

/** The objects that a list of edits leads to: those in force, and those that could be redone. */
class Model {
  done: number[] = []
  undone: number[] = []

  apply(line: string): void {
    const [verb, n] = line.split(' ')
    if (verb === 'add') {
      this.done.push(Number(n))
      this.undone = []
    } else if (verb === 'undo') this.undone.push(this.done.pop() ?? -1)
    else this.done.push(this.undone.pop() ?? -1)
  }

  copy(): Model {
    return Object.assign(new Model(), { done: [...this.done], undone: [...this.undone] })
  }

  /** What the child does next: at most that can be on disk without being acknowledged. */
  next(last: string | undefined, first: number): string {
    const [verb, n] = (last ?? `start ${first - 1}`).split(' ')
    const at = verb === 'add' || verb === 'start' ? Number(n) : this.#latest
    if (verb === 'add' && at % 3 === 0) return 'undo'
    if (verb === 'undo' && at % 6 === 0) return 'redo'
    return `add ${at + 1}`
  }

  get #latest(): number {
    return Math.max(...this.done, ...this.undone)
  }
}

/** How often the store is killed, in several projects; by default five times in one. */
const kills = Number(process.env['MASKWRIGHT_STORE_KILLS'] ?? 0)
const killsOfProject = 12

test(
  'nothing acknowledged is lost when the process is killed at any moment',
  { timeout: Math.max(120_000, kills * 20_000) },
  async () => {
    let total = 0
    for (let left = kills; left > 0; left -= killsOfProject) {
      const counts = Array.from({ length: Math.min(left, killsOfProject) }, () => {
        return 20 + Math.floor(Math.random() * 100)
      })
      total += await killRepeatedly(counts)
    }
    if (kills === 0) await killRepeatedly([1, 7, 40, 90, 150])
    else console.log(`${kills} kills, ${total} edits acknowledged, none lost`)
  }
)

/**
 * Kills a process that edits a new project once it has acknowledged so many edits, again and again, and looks at the
 * project after each. Gives how many edits were acknowledged.
 */
async function killRepeatedly(counts: readonly number[]): Promise<number> {
  const place = await workplace(['a.jpg'])
  const model = new Model()
  let first = 1
  let total = 0
  for (const count of counts) {
    const { acknowledged } = await editAndKill(place, first, count, Math.random() * 8)
    for (const line of acknowledged) model.apply(line)
    total += acknowledged.length
    const ahead = model.copy()
    ahead.apply(model.next(acknowledged.at(-1), first))

    const db = new DatabaseSync(join(place.root, '.maskwright', 'project.db'))
    expect(db.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
    db.close()
    const { store } = await place.open()
    const image = idOf(store, 'a.jpg')
    const stored = store.annotations(image).map((annotation) => annotation.order)
    expect([model.done, ahead.done]).toContainEqual(stored)
    expect(store.image(image)?.objects).toBe(stored.length)
    const kept = stored.length === ahead.done.length ? ahead : model
    expect(store.history(image)).toEqual({
      undo: kept.done.length > 0 ? 'add-rect' : null,
      redo: kept.undone.length > 0 ? 'add-rect' : null
    })
    // The journal leads to the beginning and back again.
    let steps = 0
    while ((await store.undo(image)) !== null) steps++
    expect(store.annotations(image)).toEqual([])
    expect(steps).toBe(stored.length)
    for (; steps > 0; steps--) await store.redo(image)
    expect(store.annotations(image).map((annotation) => annotation.order)).toEqual(stored)
    await store.close()
    model.done = kept.done
    model.undone = kept.undone
    first = 1 + Math.max(first, ...kept.done, ...kept.undone)
  }
  return total
}

test('a project is open in one process, until that ends, however it does', async () => {
  const place = await workplace(['a.jpg'])
  const child = spawn(process.execPath, [script.file, place.root, place.userDataDir, '1'], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  const problem = await problemOf(() => place.open())
  expect(problem.kind).toBe('project-locked')
  expect(problem.params['holder']).toContain(String(child.pid))
  // Reading it is allowed meanwhile.
  const { store: reader } = await place.open({ readOnly: true })
  expect(reader.images().map((image) => image.path)).toEqual(['a.jpg'])
  await reader.close()
  const exited = once(child, 'close')
  child.kill('SIGKILL')
  await exited
  const { store } = await place.open()
  expect(store.images()).toHaveLength(1)
})
