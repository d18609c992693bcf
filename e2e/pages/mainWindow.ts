import { expect, type Locator, type Page } from '@playwright/test'
import { shapeBounds } from '@shared/geometry/shape'
import type { Api } from '@shared/ipc/api'
import type { Annotation } from '@shared/schema/annotation'
import type { FormatId } from '@shared/schema/formats'
import type { ImageId } from '@shared/schema/ids'
import type { Shell } from '../support/shell'

declare global {
  interface Window {
    readonly api: Api
  }
}

/** A point in image pixels. */
export interface ImagePoint {
  readonly x: number
  readonly y: number
}

/** The main window, in the words of its user. */
export class MainWindow {
  constructor(
    readonly page: Page,
    private readonly shell: Shell
  ) {}

  /** Answers the next native folder dialogs with this folder (null: the user cancels). */
  async answerFolderDialogs(folder: string | null): Promise<void> {
    await this.shell.answerDialogs(folder === null ? null : [folder])
  }

  /** File → Open folder, through the native dialog. */
  async openFolder(folder: string): Promise<void> {
    await this.answerFolderDialogs(folder)
    await this.page.keyboard.press('ControlOrMeta+o')
  }

  imageRow(path: string): Locator {
    return this.page.locator(`[data-testid="image-row"][data-path="${path}"]`)
  }

  /** The rows of the image list that are on the screen. */
  imageRows(): Locator {
    return this.page.getByTestId('image-row')
  }

  get canvas(): Locator {
    return this.page.getByTestId('canvas')
  }

  objectRows(): Locator {
    return this.page.getByTestId('object-row')
  }

  selectedRows(): Locator {
    return this.page.locator('[data-testid="object-row"][data-selected]')
  }

  classRows(): Locator {
    return this.page.getByTestId('class-row')
  }

  /** The class that new objects get. */
  get currentClass(): Locator {
    return this.page.locator('[data-testid="class-row"][data-current]')
  }

  /** The objects of the image that is shown, as they are on the disk, in drawing order. */
  async storedObjects(): Promise<readonly Annotation[]> {
    const image = Number(await this.canvas.getAttribute('data-image')) as ImageId
    const opened = await this.page.evaluate((id) => window.api.call('image.open', { image: id }), image)
    if (!opened.ok) throw new Error(opened.problem.message)
    return opened.value.annotations
  }

  /** Their bounding boxes: left, top, width, height in image pixels. */
  async storedBoxes(): Promise<readonly (readonly number[])[]> {
    const objects = await this.storedObjects()
    return objects.map(({ shape }) => {
      const box = shapeBounds(shape)
      return box ? [box.x, box.y, box.width, box.height] : []
    })
  }

  /** The colour of the canvas where an image point is seen: red, green, blue, of the photograph or of all layers. */
  async colorAt(point: ImagePoint, layers: 'photograph' | 'all' = 'photograph'): Promise<readonly number[]> {
    const { x, y } = await this.at(point)
    return this.canvas.evaluate(
      (element, { x, y, layers }) => {
        const box = element.getBoundingClientRect()
        const canvases = [...element.querySelectorAll('canvas')].slice(0, layers === 'all' ? undefined : 1)
        const mixed = document.createElement('canvas').getContext('2d')
        for (const canvas of canvases) {
          const scale = canvas.width / box.width
          mixed?.drawImage(canvas, (x - box.x) * scale, (y - box.y) * scale, 1, 1, 0, 0, 1, 1)
        }
        return [...(mixed?.getImageData(0, 0, 1, 1).data ?? [])].slice(0, 3)
      },
      { x, y, layers }
    )
  }

  /** Opens an image and waits until it is drawn. */
  async openImage(path: string): Promise<void> {
    await this.imageRow(path).click()
    await this.waitForImage(path)
  }

  /** Waits until an image that is being opened is drawn: until then the keys are for the one before. */
  async waitForImage(path: string): Promise<void> {
    const row = this.imageRow(path)
    await expect(row).toHaveAttribute('data-current', 'true')
    const id = await row.getAttribute('data-image-id')
    await expect(this.canvas).toHaveAttribute('data-image', id ?? '')
  }

  /** The path of the image that is open. */
  async currentImage(): Promise<string> {
    const row = this.page.locator('[data-testid="image-row"][data-current]')
    return (await row.getAttribute('data-path')) ?? ''
  }

  /** Waits until SAM can answer at once for this image. */
  async waitForEmbedding(path: string): Promise<void> {
    const dot = this.imageRow(path).getByTestId('embedding-dot')
    await expect(dot).toHaveAttribute('data-state', 'memory', { timeout: 60_000 })
  }

  async chooseTool(tool: string): Promise<void> {
    await this.page.getByTestId(`tool-${tool}`).click()
    await expect(this.canvas).toHaveAttribute('data-tool', new RegExp(`^${tool}`))
  }

  /** Where an image point is seen, in page coordinates. */
  async at(point: ImagePoint): Promise<ImagePoint> {
    const [zoom, offsetX, offsetY] = await this.camera()
    const box = await this.canvas.boundingBox()
    if (!box) throw new Error('The canvas is not on the screen')
    return { x: box.x + point.x * zoom + offsetX, y: box.y + point.y * zoom + offsetY }
  }

  /** Moves the pointer over the image. */
  async hover(point: ImagePoint): Promise<void> {
    const { x, y } = await this.at(point)
    await this.page.mouse.move(x, y)
  }

  async click(point: ImagePoint, button: 'left' | 'right' = 'left'): Promise<void> {
    const { x, y } = await this.at(point)
    await this.page.mouse.move(x, y)
    await this.page.mouse.click(x, y, { button })
  }

  /** Does something while a key is held. */
  async holding(key: 'Alt' | 'Shift' | 'Control' | 'Space', act: () => Promise<void>): Promise<void> {
    await this.page.keyboard.down(key)
    await act()
    await this.page.keyboard.up(key)
  }

  /** Presses at the first point, moves through the others, and lets go at the last. */
  async drag(...points: readonly ImagePoint[]): Promise<void> {
    await this.draw(...points)
    await this.page.mouse.up()
  }

  /** Presses at the first point and moves through the others; the button stays down. */
  async draw(...points: readonly ImagePoint[]): Promise<void> {
    const [first, ...others] = await Promise.all(points.map((point) => this.at(point)))
    if (!first) return
    await this.page.mouse.move(first.x, first.y)
    await this.page.mouse.down()
    for (const { x, y } of others) await this.page.mouse.move(x, y, { steps: 4 })
  }

  /** What is told in the corner, by a part of its text. */
  notice(text: string): Locator {
    return this.page.getByRole('alert').filter({ hasText: text })
  }

  /** Takes all notices away, so that the next one is a new one. */
  async closeNotices(): Promise<void> {
    const notices = this.page.getByRole('alert').filter({ has: this.page.getByLabel('Close') })
    await expect(async () => {
      // A notice that goes by itself meanwhile is gone as well.
      const buttons = await notices.getByLabel('Close').elementHandles()
      for (const button of buttons) await button.dispatchEvent('click').catch(() => undefined)
      await expect(notices).toHaveCount(0, { timeout: 1000 })
    }).toPass()
  }

  /** Waits until the engine is doing this. */
  async waitForEngine(activity: string): Promise<void> {
    const status = this.page.getByTestId('status-engine')
    await expect(status).toHaveAttribute('data-activity', activity, { timeout: 30_000 })
  }

  /** Waits until SAM's answer to the prompt that was given is drawn. */
  async waitForPreview(): Promise<void> {
    await expect(this.canvas).toHaveAttribute('data-preview', /^ready/, { timeout: 30_000 })
  }

  /** Waits until the answer to a fixed prompt is drawn: with so many points, and this one of SAM's masks. */
  async waitForPrompt(expected: { readonly points?: number; readonly mask?: number } = {}): Promise<void> {
    await expect(this.canvas).toHaveAttribute('data-phase', 'fixed')
    const { points, mask } = expected
    if (points !== undefined) await expect(this.canvas).toHaveAttribute('data-points', String(points))
    if (mask !== undefined) await expect(this.canvas).toHaveAttribute('data-mask', String(mask))
    await this.waitForPreview()
  }

  /** The choice among SAM's masks, in the toolbar. */
  get candidates(): Locator {
    return this.page.getByTestId('candidates')
  }

  /** What the toolbar says of SAM's masks 0 to 3, in per cent. */
  async scores(): Promise<readonly number[]> {
    const texts = await this.candidates.locator('[data-testid^="candidate-"]').allInnerTexts()
    return texts.map((text) => Number(/\d+/.exec(text)?.[0]))
  }

  /** The number of the mask that the toolbar shows as chosen. */
  async chosenMask(): Promise<number> {
    const chosen = this.candidates.locator('[aria-pressed="true"]')
    return Number((await chosen.getAttribute('data-testid'))?.replace('candidate-', ''))
  }

  /** Takes the previewed mask over as an object. */
  async accept(): Promise<void> {
    const before = await this.objectRows().count()
    await this.page.keyboard.press('Enter')
    await expect(this.objectRows()).toHaveCount(before + 1)
  }

  /** Draws a rectangle by hand, and waits until it is on the disk. */
  async drawRectangle(from: ImagePoint, to: ImagePoint): Promise<void> {
    const before = await this.objectCount()
    await this.drag(from, to)
    await this.waitForObjects(before + 1)
    await this.waitForSaved()
  }

  /** How many objects are painted. */
  async objectCount(): Promise<number> {
    return Number(await this.canvas.getAttribute('data-objects'))
  }

  async waitForObjects(count: number): Promise<void> {
    await expect(this.canvas).toHaveAttribute('data-objects', String(count))
  }

  /** The ids of the objects in the list, lowest first. */
  objectIds(): Promise<string[]> {
    return this.objectRows().evaluateAll((rows) =>
      rows.map((row) => row.getAttribute('data-object-id') ?? '')
    )
  }

  /** Zoom, and where the image's corner is, in CSS pixels. */
  async camera(): Promise<[zoom: number, x: number, y: number]> {
    const numbers = ((await this.canvas.getAttribute('data-camera')) ?? '').split(' ').map(Number)
    const [zoom = NaN, x = NaN, y = NaN] = numbers
    return [zoom, x, y]
  }

  /** The size of the image that is open, in pixels. */
  async imageSize(): Promise<{ width: number; height: number }> {
    const text = await this.page.getByTestId('status-size').innerText()
    const [width = NaN, height = NaN] = text.match(/\d+/g)?.map(Number) ?? []
    return { width, height }
  }

  /** The word on whether all is saved. */
  get saveStatus(): Locator {
    return this.page.getByTestId('status-save')
  }

  /** Answers native questions with this button, and remembers what was asked. */
  async answerQuestions(button: number): Promise<void> {
    await this.shell.answerQuestions(button)
  }

  /** What was asked since `answerQuestions`. */
  questions(): Promise<readonly string[]> {
    return this.shell.questions()
  }

  /** Waits until every edit is on the disk. */
  async waitForSaved(): Promise<void> {
    await expect(this.saveStatus).toHaveAttribute('data-state', 'saved')
  }

  undo(): Promise<void> {
    return this.page.keyboard.press('ControlOrMeta+z')
  }

  redo(): Promise<void> {
    return this.page.keyboard.press('ControlOrMeta+Shift+z')
  }

  /** Adds a class, which becomes the current one. */
  async addClass(name: string): Promise<void> {
    await this.page.getByTestId('class-add-field').fill(name)
    await this.page.keyboard.press('Enter')
    await expect(this.classRows().filter({ hasText: name })).toHaveCount(1)
  }

  async renameClass(at: number, name: string): Promise<void> {
    await this.classRows().nth(at).dblclick()
    await this.page.getByTestId('class-name-field').fill(name)
    await this.page.keyboard.press('Enter')
    await expect(this.classRows().nth(at)).toContainText(name)
  }

  /** Exports with the dialog's defaults into a folder, and waits for the result page. */
  async exportTo(folder: string, format: FormatId): Promise<void> {
    await this.answerFolderDialogs(folder)
    await this.page.keyboard.press('ControlOrMeta+e')
    await this.page.getByTestId(`export-format-${format}`).click()
    await this.page.getByTestId('export-choose-folder').click()
    await this.page.getByTestId('export-start').click()
    await expect(this.page.getByTestId('export-result')).toBeVisible({ timeout: 30_000 })
  }

  /** Runs a command of the palette, by the beginning of its name. */
  async runByName(name: string): Promise<void> {
    const field = this.page.getByTestId('command-palette').getByRole('textbox')
    await this.page.keyboard.press('ControlOrMeta+k')
    await expect(field).toBeFocused()
    await this.page.keyboard.type(name)
    await this.page.keyboard.press('Enter')
  }

  /** Chooses an item of the native menu by the texts that lead there. */
  async chooseInMenu(...texts: readonly string[]): Promise<void> {
    await this.shell.chooseInMenu(texts)
  }

  async closeDialog(): Promise<void> {
    await this.page.keyboard.press('Escape')
    await expect(this.page.getByRole('dialog')).toHaveCount(0)
  }

  /** Changes one of the numbers in the settings dialog. */
  async setNumber(name: 'pixelLimitMegapixels' | 'encodeAhead', value: number): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+,')
    await this.page.getByTestId(`settings-${name}`).fill(String(value))
    await this.page.keyboard.press('Enter')
    await this.closeDialog()
  }

  /** Changes settings in the settings dialog. */
  async changeSettings(change: { theme?: 'light' | 'dark'; language?: 'en' | 'ru' }): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+,')
    for (const [name, value] of Object.entries(change)) {
      await this.page.getByTestId(`settings-${name}`).click()
      await this.page.getByTestId(`settings-${name}-${value}`).click()
    }
    await this.closeDialog()
  }
}
