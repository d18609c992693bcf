import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { ProjectStore } from '../../src/store/projectStore'
import type { Annotation } from '../../src/shared/schema/annotation'
import type { MainWindow } from '../pages/mainWindow'
import { expect, test, type RunningApp } from '../support/app'
import { putPhotos } from '../support/photos'
import { kill } from '../support/processes'
import { seededRandom } from '../support/random'
import { storedObjects } from '../support/storedProject'
import {
  after,
  choose,
  expectLook,
  expectMatch,
  lookAt,
  matches,
  nothingYet,
  objectsOf,
  perform,
  reach,
  type Expected,
  type Look,
  type Step
} from './editScript'

const rounds = Number(process.env['MASKWRIGHT_KILL_ROUNDS'] ?? 25)
const images = ['a.jpg', 'b.jpg']
const seed = Number(process.env['MASKWRIGHT_KILL_SEED'] ?? 20240607)

// Recording 26 runs of the application would take longer than the runs.
test.use({ trace: 'off' })
test.skip(process.platform !== 'linux', 'process groups and /proc are used as Linux has them')

test(
  `nothing accepted is lost when the application is killed ${rounds} times (seed ${seed})`,
  { tag: '@safety' },
  async ({ folder, start }) => {
    test.setTimeout(600_000)
    const random = seededRandom(seed)
    const place = join(folder, 'images')
    const userData = join(folder, 'user-data')
    await mkdir(place)
    await putPhotos(place, { 'a.jpg': 'airplane-from-above', 'b.jpg': 'nagasaki-boats' })
    const witness = new Witness(place, userData)

    let running = await start({ args: [place] })
    await witness.check(running)
    for (let round = 1; round <= rounds; round++) {
      await test.step(`kill ${round}`, async () => {
        const which = random() < 0.5 ? 'all' : 'main'
        if (random() < 0.2) {
          // While the project is being opened again.
          await wait(random() * 600)
          await kill(running.app, which)
        } else {
          if (round > 1) await witness.check(running)
          const enough = witness.steps + Math.floor(random() * 5)
          const script = witness.edit(running.window, random)
          await expect.poll(() => witness.steps, { timeout: 30_000 }).toBeGreaterThanOrEqual(enough)
          await wait(random() * 150)
          await kill(running.app, which)
          await script
        }
        // By name: after two such ends in a row the application does not open a project by itself.
        running = await start({ args: [place] })
      })
    }
    await witness.check(running)
    await running.app.close()
    await witness.checkHistory()
    test.info().annotations.push({ type: 'steps', description: `${witness.steps} acknowledged` })
  }
)

/** Knows what the window has acknowledged, and looks whether it is there. */
class Witness {
  steps = 0
  private acknowledged = nothingYet(images)
  /** What the project holds if the step under way was done as well. */
  private possible: Expected | null = null
  private readonly seen = new Map<string, string>()

  constructor(
    private readonly folder: string,
    private readonly userData: string
  ) {}

  /** Edits until the application dies. */
  async edit(window: MainWindow, random: () => number): Promise<void> {
    for (;;) {
      const step = choose(this.acknowledged, random)
      try {
        await this.do(window, step)
      } catch (error) {
        if (window.page.isClosed()) return
        throw error
      }
    }
  }

  /** The reopened window and the stored project show what was acknowledged, and undo and redo go on from there. */
  async check({ app, window }: RunningApp): Promise<void> {
    await expect(window.canvas).toHaveAttribute('data-image', /^\d+$/)
    // The lock of the dead process is no obstacle.
    const holder = await readFile(join(this.folder, '.maskwright', 'project.holder.json'), 'utf8')
    expect(JSON.parse(holder)).toMatchObject({ pid: app.process().pid })
    const stored = await storedObjects(this.folder, this.userData)
    const fits = (expected: Expected): boolean =>
      images.every((path) => matches(stored[path] ?? [], objectsOf(expected, path)))
    if (this.possible && !fits(this.acknowledged)) this.acknowledged = this.possible
    for (const path of images) expectMatch(stored[path] ?? [], objectsOf(this.acknowledged, path))
    this.expectUnchanged(Object.values(stored).flat())

    const current = await this.checkPlace(window)
    this.possible = null
    await window.waitForObjects(objectsOf(this.acknowledged, current).length)
    expect(await window.objectIds()).toEqual((stored[current] ?? []).map(({ id }) => id))

    const { undo, redo } = reach(this.acknowledged)
    if (undo > 0) await this.doAll(window, [{ kind: 'undo' }, { kind: 'redo' }])
    else if (redo > 0) await this.doAll(window, [{ kind: 'redo' }, { kind: 'undo' }])
  }

  /** The image that was open last is open again, and seen as it was. */
  private async checkPlace(window: MainWindow): Promise<string> {
    const current = await window.currentImage()
    const before = [this.acknowledged, this.possible].filter((expected) => expected?.current === current)
    expect(before).not.toEqual([])
    const looks = before.map((expected) => expected && lookAt(expected, current))
    const [look] = looks
    const sure = look && looks.every((other) => other?.kept === true && other.from === look.from)
    if (sure) await expectLook(window, look.from)
    else await perform(window, this.acknowledged, { kind: 'look', from: 'afar' })
    const seen: Look = sure ? look : { from: 'afar', kept: false }
    this.acknowledged = {
      ...this.acknowledged,
      current,
      looks: { ...this.acknowledged.looks, [current]: seen }
    }
    return current
  }

  /** In the closed project, undo leads every image through all of its states to the beginning, and redo back. */
  async checkHistory(): Promise<void> {
    const { store } = await ProjectStore.open({ folder: this.folder, userDataDir: this.userData })
    try {
      for (const { id, path } of store.images()) {
        const history = this.acknowledged.images[path]
        if (!history) throw new Error(`${path} is unknown`)
        const { states, at } = history
        for (let i = at - 1; i >= 0; i--) {
          expect(await store.undo(id)).not.toBeNull()
          expectMatch(store.annotations(id), states[i] ?? [])
        }
        expect(await store.undo(id)).toBeNull()
        for (const state of states.slice(1)) {
          expect(await store.redo(id)).not.toBeNull()
          expectMatch(store.annotations(id), state)
        }
        expect(await store.redo(id)).toBeNull()
      }
    } finally {
      await store.close()
    }
  }

  private async doAll(window: MainWindow, steps: readonly Step[]): Promise<void> {
    for (const step of steps) await this.do(window, step)
  }

  private async do(window: MainWindow, step: Step): Promise<void> {
    this.possible = after(this.acknowledged, step)
    await perform(window, this.acknowledged, step)
    this.acknowledged = this.possible
    this.possible = null
    this.steps++
  }

  /** An object that was once read is never read differently. */
  private expectUnchanged(objects: readonly Annotation[]): void {
    for (const object of objects) {
      const text = JSON.stringify(object)
      expect(text).toBe(this.seen.get(object.id) ?? text)
      this.seen.set(object.id, text)
    }
  }
}
