import type { MessageBoxOptions } from 'electron'
import type { Translate } from '@shared/i18n'
import type { UnverifiedDownload } from '../models/modelsService'

/** Questions of main that the page can neither answer nor cover. One at a time; meanwhile every other is declined. */
export class Confirmations {
  private asking = false

  /** @param put shows the question above the window; the number of the button */
  constructor(
    private readonly translate: () => Translate,
    private readonly put: (question: MessageBoxOptions) => Promise<number>
  ) {}

  /** Whether models may come from another address from now on; an empty one stands for the official hosts. */
  mirror(from: string, to: string): Promise<boolean> {
    const t = this.translate()
    const named = (address: string): string => (address === '' ? t('dialogs.native.mirrorOfficial') : address)
    return this.ask({
      title: t('dialogs.native.mirrorTitle'),
      message: t('dialogs.native.mirrorMessage', { to: named(to) }),
      detail: t('dialogs.native.mirrorDetail', { from: named(from), to: named(to) }),
      buttons: [t('common.cancel'), t('dialogs.native.mirrorAccept')]
    })
  }

  /** Whether to download a model that nothing is known to compare with. */
  unverified({ name, address, bytes }: UnverifiedDownload): Promise<boolean> {
    const t = this.translate()
    const megabytes = Math.ceil(bytes / 1e6)
    return this.ask({
      title: t('dialogs.native.unverifiedTitle'),
      message: t('dialogs.native.unverifiedMessage', { name }),
      detail: t('dialogs.native.unverifiedDetail', { address, megabytes }),
      buttons: [t('common.cancel'), t('dialogs.native.unverifiedAccept')]
    })
  }

  private async ask(question: MessageBoxOptions): Promise<boolean> {
    if (this.asking) return false
    this.asking = true
    try {
      const options = { type: 'warning', defaultId: 0, cancelId: 0, noLink: true } as const
      return (await this.put({ ...options, ...question })) === accept
    } finally {
      this.asking = false
    }
  }
}

/** The second button. */
const accept = 1
