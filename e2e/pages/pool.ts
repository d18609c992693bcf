import { expect, type Locator } from '@playwright/test'
import type { ProposalView } from '@shared/ipc/views'
import { maskContains } from '@shared/mask/maskData'
import type { ImageId } from '@shared/schema/ids'
import type { PoolParts } from '@shared/schema/proposal'
import type { ImagePoint, MainWindow } from './mainWindow'

/** The proposals of the image that is shown, in the words of the user. */
export class Pool {
  constructor(private readonly window: MainWindow) {}

  get panel(): Locator {
    return this.window.page.getByTestId('pool')
  }

  /** Segments the image with a preset, by the dialog of settings, and waits until all is found. */
  async segment(preset: 'coarse' | 'standard' | 'fine'): Promise<void> {
    const { page } = this.window
    await page.keyboard.press('Shift+e')
    await page.getByTestId(`segment-preset-${preset}`).click()
    await page.getByTestId('segment-start').click()
    await this.waitUntilComplete()
  }

  async waitUntilComplete(): Promise<void> {
    await expect(this.panel).toHaveAttribute('data-state', 'complete', { timeout: 180_000 })
    await expect(this.window.page.getByTestId('pool-progress')).toHaveCount(0)
  }

  /** Waits until so many proposals are painted. */
  async waitForVisible(count: number): Promise<void> {
    await expect(this.window.canvas).toHaveAttribute('data-proposals', String(count))
  }

  /** How many proposals are painted. */
  async visible(): Promise<number> {
    return Number(await this.window.canvas.getAttribute('data-proposals'))
  }

  /** The proposals as they are on the disk, in the order in which they were found. */
  async stored(): Promise<readonly ProposalView[]> {
    const image = Number(await this.window.canvas.getAttribute('data-image')) as ImageId
    const loaded = await this.window.page.evaluate(
      (id) => window.api.call('proposals.load', { image: id }),
      image
    )
    if (!loaded.ok) throw new Error(loaded.problem.message)
    return loaded.value?.proposals ?? []
  }

  /** Waits until this proposal, or none, is lit. */
  async waitForLit(id: string | null): Promise<void> {
    await expect(this.window.canvas).toHaveAttribute('data-lit', id ?? 'none')
  }

  /** Moves the pointer where this proposal is what a click adopts. */
  async point(proposal: ProposalView, all: readonly ProposalView[]): Promise<void> {
    await this.window.hover(ownPoint(proposal, all))
    await this.waitForLit(proposal.id)
  }

  /** How many Enter would adopt. */
  async taken(): Promise<number> {
    return Number(await this.window.canvas.getAttribute('data-taken'))
  }

  /** Chooses what Enter and the lasso take. */
  async chooseParts(parts: PoolParts): Promise<void> {
    await this.panel.getByTestId(`pool-parts-${parts}`).click()
    await expect(this.panel.locator(`input[value="${parts}"]`)).toBeChecked()
  }

  /** Drags a line around a box, beginning at its top left corner; looks before letting go. */
  async lasso({ x, y, width, height }: ProposalView['box'], look: () => Promise<void>): Promise<void> {
    const margin = 6
    const [left, top, right, bottom] = [x - margin, y - margin, x + width + margin, y + height + margin]
    await this.window.draw(
      { x: left, y: top },
      { x: right, y: top },
      { x: right, y: bottom },
      { x: left, y: bottom }
    )
    await look()
    await this.window.page.mouse.up()
  }

  /** Moves a slider of the filters by keys. */
  async slide(name: string, key: 'ArrowRight' | 'ArrowLeft' | 'Home' | 'End', times = 1): Promise<void> {
    const thumb = this.panel.getByRole('slider', { name })
    await thumb.focus()
    for (let i = 0; i < times; i++) await this.window.page.keyboard.press(key)
  }
}

/**
 * A pixel of a proposal that no smaller one has, in the middle of a run of such pixels.
 * @throws Error when smaller ones cover it wholly
 */
function ownPoint(proposal: ProposalView, all: readonly ProposalView[]): ImagePoint {
  const { box, mask, area } = proposal
  const smaller = all.filter((other) => other.area < area)
  const isOwn = (x: number, y: number): boolean =>
    maskContains(mask, x, y) && !smaller.some((other) => maskContains(other.mask, x, y))
  let best = { x: 0, y: 0, run: 0 }
  const step = Math.max(1, Math.floor(box.height / 12))
  for (let y = box.y + 1; y < box.y + box.height - 1; y += step) {
    let run = 0
    for (let x = box.x; x <= box.x + box.width; x++) {
      if (isOwn(x, y)) run++
      else {
        if (run > best.run) best = { x: x - Math.ceil(run / 2), y, run }
        run = 0
      }
    }
  }
  if (best.run === 0) throw new Error(`Nothing of proposal ${proposal.id} can be pointed at`)
  return { x: best.x + 0.5, y: best.y + 0.5 }
}
