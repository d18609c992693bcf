import type { Translate } from '@shared/i18n/index'
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

/** How long a job takes yet, in the unit that a person would take. */
export function timeLeft(t: Translate, seconds: number): string {
  if (seconds < 90) return t('task.secondsLeft', { count: Math.max(1, Math.round(seconds)) })
  const minutes = Math.round(seconds / 60)
  return minutes < 90
    ? t('task.minutesLeft', { count: minutes })
    : t('task.hoursLeft', { count: Math.round(minutes / 60) })
}
