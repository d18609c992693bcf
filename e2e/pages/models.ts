import { expect, type Locator, type Page } from '@playwright/test'
import type { Shell } from '../support/shell'

/** The dialog of the model library, in the words of its user. */
export class ModelsDialog {
  constructor(
    readonly page: Page,
    private readonly shell: Shell
  ) {}

  get dialog(): Locator {
    return this.page.getByRole('dialog', { name: 'Models' })
  }

  /** Tools → Models. */
  async open(): Promise<void> {
    await expect(this.page.getByTestId('status-engine')).toBeVisible({ timeout: 20_000 })
    await this.page.keyboard.press('ControlOrMeta+Shift+m')
    await expect(this.page.getByTestId('models-tab-installed')).toBeVisible()
  }

  async tab(name: 'installed' | 'catalogue' | 'settings'): Promise<void> {
    await this.page.getByTestId(`models-tab-${name}`).click()
  }

  /** Answers the next native dialogs with these files. */
  async answerFileDialogs(files: readonly string[]): Promise<void> {
    await this.shell.answerDialogs(files)
  }

  /** Add from disk, with these files. */
  async look(...files: readonly string[]): Promise<void> {
    await this.answerFileDialogs(files)
    await this.page.getByTestId('models-add').click()
  }

  /** An installed model by its name. */
  card(name: string): Locator {
    return this.page.getByRole('article', { name, exact: true })
  }

  /** A model of the catalogue. */
  row(id: string): Locator {
    return this.page.locator(`[data-testid="catalogue-row"][data-entry="${id}"]`)
  }

  /**
   * Answers the next native questions, and remembers their texts.
   * @returns what was asked so far, each as its message and its detail
   */
  async answerQuestions(accept: boolean): Promise<() => Promise<readonly string[]>> {
    await this.shell.answerQuestions(Number(accept))
    return () => this.shell.questions()
  }

  /** Downloads come from this base address, as the user confirms. */
  async setMirror(base: string): Promise<void> {
    await this.answerQuestions(true)
    await this.tab('settings')
    await this.page.getByTestId('models-mirror').fill(base)
    await this.page.getByTestId('models-mirror').press('Enter')
    await this.tab('catalogue')
  }
}
