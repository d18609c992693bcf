import { setTimeout as wait } from 'node:timers/promises'
import { dialog, type BrowserWindow, type MessageBoxSyncOptions } from 'electron'
import type { Translate } from '@shared/i18n'

/** How long the page may be busy with finishing before the user is asked. */
const patienceMs = 5000

/**
 * Edits are saved as they are made. Before a window closes, its page finishes what is under way; the user decides
 * when that takes long, or when edits could not be saved (a full disk).
 */
export class CloseGuard {
  private unsaved = 0
  /** A page is there that may have something to finish. */
  private hasPage = false
  private onFinished: () => void = () => undefined

  constructor(private readonly announceClosing: () => void) {}

  /** A page begins, with nothing to save. */
  pageBegins(): void {
    this.unsaved = 0
    this.hasPage = true
  }

  /** The page's count of edits that it could not save. */
  report(count: number): void {
    this.unsaved = count
  }

  /** The page has finished what was under way. */
  pageFinished(): void {
    this.onFinished()
  }

  /** Lets the window close only when nothing is lost by it, or the user wants that. */
  watch(window: BrowserWindow, translate: () => Translate): void {
    let state: 'open' | 'finishing' | 'closing' = 'open'
    const finish = async (): Promise<void> => {
      state = 'finishing'
      state = (await this.mayClose(window, translate())) ? 'closing' : 'open'
      if (state === 'closing') window.close()
    }
    window.on('close', (event) => {
      if (state === 'closing' || !this.hasPage) return
      event.preventDefault()
      if (state === 'open') void finish()
    })
    const pageGone = (): void => {
      this.unsaved = 0
      this.hasPage = false
      this.onFinished()
    }
    window.on('closed', pageGone)
    window.webContents.on('render-process-gone', pageGone)
  }

  private async mayClose(window: BrowserWindow, t: Translate): Promise<boolean> {
    const finished = new AbortController()
    const finishing = new Promise<'finished'>((resolve) => {
      this.onFinished = () => {
        finished.abort()
        resolve('finished')
      }
    })
    this.announceClosing()
    while ((await Promise.race([finishing, wait(patienceMs, 'late')])) === 'late') {
      const { response } = await dialog.showMessageBox(window, { ...late(t), signal: finished.signal })
      if (response === closeAnyway) return true
    }
    return this.unsaved === 0 || dialog.showMessageBoxSync(window, unsaved(t, this.unsaved)) === closeAnyway
  }
}

const closeAnyway = 1

function unsaved(t: Translate, count: number): MessageBoxSyncOptions {
  return {
    type: 'warning',
    title: t('dialogs.native.unsavedTitle'),
    message: t('dialogs.native.unsavedMessage', { count }),
    detail: t('dialogs.native.unsavedDetail'),
    buttons: [t('dialogs.native.unsavedStay'), t('dialogs.native.unsavedClose')],
    defaultId: 0,
    cancelId: 0
  }
}

function late(t: Translate): MessageBoxSyncOptions {
  return {
    type: 'warning',
    title: t('dialogs.native.lateTitle'),
    message: t('dialogs.native.lateMessage'),
    detail: t('dialogs.native.lateDetail'),
    buttons: [t('dialogs.native.lateWait'), t('dialogs.native.lateClose')],
    defaultId: 0,
    cancelId: 0
  }
}
