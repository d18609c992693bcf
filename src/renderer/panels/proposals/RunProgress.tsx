import { Button, Progress } from '@mantine/core'
import type { ReactElement } from 'react'
import { runAction } from '../../state/appActions'
import { useApp, useProposals, useText } from '../../state/context'
import { isRunning } from '../../state/proposals/proposalsStore'
import { keepFocus } from '../common/keepFocus'
import classes from './proposals.module.css'

/** How far the run has come, and a way to end it. */
export function RunProgress(): ReactElement | null {
  const t = useText()
  const app = useApp()
  const running = useProposals(isRunning)
  const pool = useProposals((state) => (state.awaited === null ? state.pool : null))
  if (!running) return null
  const done = pool === null ? 0 : pool.decodes + pool.skipped
  const total = pool?.total ?? 0
  return (
    <div
      className={classes.progress}
      role="status"
      data-testid="pool-progress"
      data-done={done}
      data-total={total}
    >
      <Progress value={total > 0 ? (100 * done) / total : 100} animated={total === 0} aria-hidden />
      <div className={classes.line}>
        <span className={classes.grow}>
          {total === 0
            ? t('pool.preparing')
            : `${t('pool.progress', { done, total })}${t('common.listSeparator')}${t('pool.found', { count: pool?.proposals.length ?? 0 })}`}
        </span>
        <Button
          size="compact-xs"
          variant="default"
          onMouseDown={keepFocus}
          onClick={() => runAction(app, 'segment.stop')}
          data-testid="pool-cancel"
        >
          {t('pool.cancel')}
        </Button>
      </div>
    </div>
  )
}
