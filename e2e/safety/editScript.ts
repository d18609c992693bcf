import { expect } from '@playwright/test'
import type { Annotation } from '../../src/shared/schema/annotation'
import type { MainWindow } from '../pages/mainWindow'

/** An object that the script makes, in a place of its own: a rectangle by hand, or SAM's answer to a box there. */
interface Made {
  readonly cell: number
  readonly by: 'hand' | 'sam'
}

/** All states that an image has been through, as far as undo and redo reach, and the one that it is in. */
interface ImageHistory {
  readonly states: readonly (readonly Made[])[]
  readonly at: number
  /** Places that were used, also by objects that are gone. */
  readonly cells: number
}

/** How an image is looked at: all of it, or from closer. `kept`: surely on the disk, since the user went on from it. */
export interface Look {
  readonly from: 'afar' | 'close'
  readonly kept: boolean
}

/** What the project must hold. */
export interface Expected {
  readonly current: string
  readonly images: Readonly<Record<string, ImageHistory>>
  readonly looks: Readonly<Record<string, Look>>
}

export type Step =
  | { readonly kind: 'add'; readonly by: Made['by'] }
  | { readonly kind: 'undo' | 'redo' | 'delete-lowest' }
  | { readonly kind: 'go'; readonly to: string }
  | { readonly kind: 'look'; readonly from: Look['from'] }

/** The factor of the command that zooms in. */
const zoomStep = 1.25
const side = 32
const columns = 18

/** The box of a cell, in the middle of the images that the script works on (1024 pixels wide, 498 or more high). */
function boxOf(cell: number): { x: number; y: number; width: number; height: number } {
  const x = 210 + side * (cell % columns)
  const y = 100 + side * Math.floor(cell / columns)
  return { x, y, width: side - 10, height: side - 10 }
}

/** A project with images and no objects. */
export function nothingYet(paths: readonly string[]): Expected {
  const empty: ImageHistory = { states: [[]], at: 0, cells: 0 }
  const look: Look = { from: 'afar', kept: true }
  return {
    current: paths[0] ?? '',
    images: Object.fromEntries(paths.map((path) => [path, empty])),
    looks: Object.fromEntries(paths.map((path) => [path, look]))
  }
}

/** How an image is looked at. */
export function lookAt({ looks }: Expected, path: string): Look {
  return looks[path] ?? { from: 'afar', kept: false }
}

function historyOf({ images }: Expected, path: string): ImageHistory {
  const history = images[path]
  if (!history) throw new Error(`The script knows no image ${path}`)
  return history
}

/** The objects of an image, lowest first. */
export function objectsOf(expected: Expected, path: string): readonly Made[] {
  const { states, at } = historyOf(expected, path)
  return states[at] ?? []
}

/** How many steps can be taken back on the current image, and done again. */
export function reach(expected: Expected): { readonly undo: number; readonly redo: number } {
  const { states, at } = historyOf(expected, expected.current)
  return { undo: at, redo: states.length - 1 - at }
}

/** What a step leads to. */
export function after(expected: Expected, step: Step): Expected {
  const { current, images, looks } = expected
  switch (step.kind) {
    case 'go':
      return {
        images,
        current: step.to,
        looks: { ...looks, [current]: { ...lookAt(expected, current), kept: true } }
      }
    case 'look':
      return { ...expected, looks: { ...looks, [current]: { from: step.from, kept: false } } }
    default:
      return {
        ...expected,
        images: { ...images, [current]: nextHistory(historyOf(expected, current), step) }
      }
  }
}

function nextHistory(history: ImageHistory, step: Exclude<Step, { kind: 'go' | 'look' }>): ImageHistory {
  const { states, at, cells } = history
  const now = states[at] ?? []
  const edit = (next: readonly Made[], used: number): ImageHistory => ({
    states: [...states.slice(0, at + 1), next],
    at: at + 1,
    cells: used
  })
  switch (step.kind) {
    case 'undo':
      return { ...history, at: at - 1 }
    case 'redo':
      return { ...history, at: at + 1 }
    case 'delete-lowest':
      return edit(now.slice(1), cells)
    case 'add':
      return edit([...now, { cell: cells, by: step.by }], cells + 1)
  }
}

/** A step that is possible now. */
export function choose(expected: Expected, random: () => number): Step {
  const { undo, redo } = reach(expected)
  const others = Object.keys(expected.images).filter((path) => path !== expected.current)
  const chance = random()
  if (chance < 0.15 && undo > 0) return { kind: 'undo' }
  if (chance < 0.25 && redo > 0) return { kind: 'redo' }
  if (chance < 0.37 && objectsOf(expected, expected.current).length > 0) return { kind: 'delete-lowest' }
  if (chance < 0.47) return { kind: 'go', to: others[Math.floor(random() * others.length)] ?? '' }
  if (chance < 0.55) return { kind: 'look', from: random() < 0.5 ? 'afar' : 'close' }
  return { kind: 'add', by: chance < 0.65 ? 'sam' : 'hand' }
}

/** Does a step in the window, and returns once the window has acknowledged it. */
export async function perform(window: MainWindow, before: Expected, step: Step): Promise<void> {
  if (step.kind === 'go') return window.openImage(step.to)
  if (step.kind === 'look') return look(window, step.from)
  const count = objectsOf(after(before, step), before.current).length
  switch (step.kind) {
    case 'undo':
      await window.undo()
      break
    case 'redo':
      await window.redo()
      break
    case 'delete-lowest':
      await window.objectRows().first().click()
      await window.page.keyboard.press('Delete')
      break
    case 'add': {
      const { x, y, width, height } = boxOf(historyOf(before, before.current).cells)
      await window.chooseTool(step.by === 'sam' ? 'box' : 'rectangle')
      await window.drag({ x, y }, { x: x + width, y: y + height })
      if (step.by === 'sam') {
        await window.waitForPreview()
        await window.page.keyboard.press('Enter')
      }
    }
  }
  await window.waitForObjects(count)
  await window.waitForSaved()
}

async function look(window: MainWindow, from: Look['from']): Promise<void> {
  await window.page.keyboard.press('f')
  if (from === 'close') await window.page.keyboard.press('=')
  await expectLook(window, from)
}

/** Waits until the image in the window is seen from there, in the middle of the canvas. */
export async function expectLook(window: MainWindow, from: Look['from']): Promise<void> {
  const [image, canvas] = await Promise.all([window.imageSize(), window.canvas.boundingBox()])
  if (!canvas) throw new Error('The canvas is not on the screen')
  // As fitCamera does, with its margin, and one step closer.
  const fit = Math.min((canvas.width - 48) / image.width, (canvas.height - 48) / image.height)
  const zoom = from === 'close' ? fit * zoomStep : fit
  const wanted = [zoom, (canvas.width - image.width * zoom) / 2, (canvas.height - image.height * zoom) / 2]
  const off = async (): Promise<number> => {
    const camera = await window.camera()
    return Math.max(...camera.map((value, i) => Math.abs(value - (wanted[i] ?? NaN))))
  }
  await expect.poll(off).toBeLessThan(0.5)
}

/** Whether the stored objects are those that the script made. */
export function matches(stored: readonly Annotation[], made: readonly Made[]): boolean {
  return stored.length === made.length && stored.every((object, i) => isMade(object, made[i]))
}

function isMade({ shape, prompt }: Annotation, made: Made | undefined): boolean {
  if (!made) return false
  const { x, y, width, height } = boxOf(made.cell)
  const wanted = [x, y, x + width, y + height]
  if (made.by === 'sam') return shape.kind === 'mask' && near(prompt?.box ?? [], wanted)
  return (
    shape.kind === 'rect' && near([shape.x, shape.y, shape.x + shape.width, shape.y + shape.height], wanted)
  )
}

/** Within what a pointer on the screen can hit. */
function near(found: readonly number[], wanted: readonly number[]): boolean {
  return found.length === wanted.length && found.every((value, i) => Math.abs(value - (wanted[i] ?? NaN)) < 2)
}

/** Fails with what is stored and what was acknowledged. */
export function expectMatch(stored: readonly Annotation[], made: readonly Made[]): void {
  if (matches(stored, made)) return
  expect(stored.map(({ id, shape }) => ({ id, ...shape, counts: '' }))).toEqual(
    made.map(({ cell, by }) => ({ by, ...boxOf(cell) }))
  )
}
