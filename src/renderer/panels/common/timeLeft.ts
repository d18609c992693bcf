import type { Translate } from '@shared/i18n'

/** How long a job takes yet, in the unit that a person would take. */
export function timeLeft(t: Translate, seconds: number): string {
  if (seconds < 90) return t('task.secondsLeft', { count: Math.max(1, Math.round(seconds)) })
  const minutes = Math.round(seconds / 60)
  return minutes < 90
    ? t('task.minutesLeft', { count: minutes })
    : t('task.hoursLeft', { count: Math.round(minutes / 60) })
}
