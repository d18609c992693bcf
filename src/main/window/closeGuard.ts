import { setTimeout as wait } from 'node:timers/promises'
import type { MessageBoxSyncOptions } from 'electron'
import type { Translate } from '@shared/i18n'

/** A window as the guard needs it, with its page and its native questions. */
export interface GuardedWindow {
  close(): void
  /** Calls back before the window closes, which it does unless that is prevented. */
  onClose(listener: (event: { preventDefault(): void }) => void): void
  /** Calls back when the window is closed, and when its page has ended without it. */
  onPageGone(listener: () => void): void
  /** Asks the user above the window; the number of the button, or the cancelling one once the signal aborts. */
  ask(question: MessageBoxSyncOptions, signal: AbortSignal): Promise<number>
  /** Asks the user, and waits for the answer: the number of the button. */
  askNow(question: MessageBoxSyncOptions): number
}

/** How long the page may be busy with finishing before the user is asked. */
const timeoutMs = 5000

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

  /**
   * Lets the window close only when nothing is lost by it, or the user wants that.
   * @param stays told when the user keeps it open
   */
  watch(window: GuardedWindow, translate: () => Translate, stays: () => void = () => undefined): void {
    let state: 'open' | 'finishing' | 'closing' = 'open'
    const finish = async (): Promise<void> => {
      state = 'finishing'
      state = (await this.mayClose(window, translate())) ? 'closing' : 'open'
      if (state === 'closing') window.close()
      else stays()
    }
    window.onClose((event) => {
      if (state === 'closing' || !this.hasPage) return
      event.preventDefault()
      if (state === 'open') void finish()
    })
    window.onPageGone(() => {
      this.unsaved = 0
      this.hasPage = false
      this.onFinished()
    })
  }

  private async mayClose(window: GuardedWindow, t: Translate): Promise<boolean> {
    const finished = new AbortController()
    const finishing = new Promise<'finished'>((resolve) => {
      this.onFinished = () => {
        finished.abort()
        resolve('finished')
      }
    })
    this.announceClosing()
    while ((await Promise.race([finishing, wait(timeoutMs, 'late')])) === 'late') {
      if ((await window.ask(late(t), finished.signal)) === closeAnyway) return true
    }
    return this.unsaved === 0 || window.askNow(unsaved(t, this.unsaved)) === closeAnyway
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
