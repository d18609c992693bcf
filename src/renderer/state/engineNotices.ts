import type { EngineView } from '@shared/ipc/views'
import type { Translate } from '@shared/i18n'
import type { Notifier } from './notifier'

const down = (view: EngineView): boolean => view.activity === 'restarting' || view.activity === 'failed'

/** Tells the user once of each new problem of the engine, and when it is back. */
export function noticeEngine(notifier: Notifier, t: Translate, before: EngineView, now: EngineView): void {
  const { problem } = now
  const known = before.problem
  if (problem !== null && (problem.kind !== known?.kind || problem.message !== known.message))
    notifier.problem(problem)
  if (down(before) && !down(now) && now.activity !== 'starting')
    notifier.info(t('notices.engineBack'), t('notices.engineBackText'))
}
