import { expect, type Locator } from '@playwright/test'
import type { OnExisting } from '@shared/schema/importing'
import type { MainWindow } from './mainWindow'

/** The import dialog, in the words of its user. */
export class ImportDialog {
  constructor(private readonly window: MainWindow) {}

  get root(): Locator {
    return this.window.page.getByTestId('import-dialog')
  }

  get result(): Locator {
    return this.root.getByTestId('import-result')
  }

  get items(): Locator {
    return this.root.getByTestId('import-item')
  }

  /** File → Import annotations…, a dataset chosen in the native dialog, and what was found in it. */
  async open(kind: 'folder' | 'file', path: string): Promise<void> {
    const { page } = this.window
    await this.window.answerFolderDialogs(path)
    await page.keyboard.press('ControlOrMeta+i')
    await page.getByTestId(`import-choose-${kind}`).click()
    await expect(this.root.getByTestId('import-form')).toBeVisible({ timeout: 30_000 })
  }

  /** Makes a class of the dataset another one of the project, by the first letters of its name. */
  async map(foreign: string, name: string): Promise<void> {
    const row = this.root.locator(`[data-testid="import-class-row"][data-name="${foreign}"]`)
    const field = row.getByRole('combobox')
    const target = this.window.page.locator('[data-testid^="import-target-"]')
    const options = this.window.page.getByRole('option').filter({ has: target, visible: true })
    // The list settles on the current choice a moment after it opens; only a machine types before that.
    await field.click()
    await expect(options.first()).toBeVisible()
    await field.fill(name)
    // The field itself says the name as soon as it is typed: what counts is what Enter would choose, and chose.
    await expect(options).toHaveCount(1)
    await expect(options).toHaveText(name)
    await expect(options).toHaveAttribute('data-combobox-selected', 'true')
    await this.window.page.keyboard.press('Enter')
    await expect(row).toHaveAttribute('data-target', /^\d+$/)
    await expect(field).toHaveValue(name)
  }

  /** What becomes of images that have objects already. */
  async chooseExisting(choice: OnExisting): Promise<void> {
    await this.root.getByTestId(`import-existing-${choice}`).click()
  }

  /** Imports, and waits for the result page. */
  async start(): Promise<void> {
    await this.root.getByTestId('import-start').click()
    await expect(this.result).toBeVisible({ timeout: 30_000 })
  }

  async close(): Promise<void> {
    await this.root.getByTestId('import-close').click()
    await expect(this.root).toHaveCount(0)
  }
}
