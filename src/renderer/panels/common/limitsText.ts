import type { Translate } from '@shared/i18n'
import type { Capabilities } from '@shared/schema/capabilities'

/** What a promptable model cannot be asked, in words; empty where there is nothing. */
export function limitsText(t: Translate, { background, box, refine, maxPoints }: Capabilities): string {
  const limits = [
    !background && t('models.limits.background'),
    !box && t('models.limits.boxes'),
    maxPoints !== undefined && t('models.limits.points', { count: maxPoints }),
    !refine && t('models.limits.refine')
  ]
  return limits.filter((text) => text !== false).join(t('common.listSeparator'))
}
