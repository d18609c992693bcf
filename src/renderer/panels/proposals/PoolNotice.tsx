import { Button } from '@mantine/core'
import type { ReactElement } from 'react'
import { problemText } from '@shared/i18n'
import { defaultPoolFilters } from '@shared/schema/proposal'
import { useApp, useEditorState, useProposals, useText } from '../../state/context'
import { filtersOf } from '../../state/proposals/proposalActions'
import { isRunning } from '../../state/proposals/proposalsStore'
import { keepFocus } from '../common/focus'
import classes from './proposals.module.css'

/** A word on why there is nothing, or less than expected, and what can be done about it. */
export function PoolNotice(): ReactElement | null {
  const t = useText()
  const { proposals } = useApp()
  const running = useProposals(isRunning)
  const { pool, problem, discarded, loaded } = useProposals((state) => state)
  const visible = useEditorState((state) => state.pool.visible.length)
  if (running || !loaded) return null
  if (problem !== null)
    return <Notice kind="failed" title={t('pool.failed')} text={problemText(t, problem)} />
  if (discarded)
    return (
      <Notice
        kind="discarded"
        title={t('pool.discarded')}
        action={{ name: t('pool.bringBack'), run: () => proposals.restore() }}
      />
    )
  if (pool === null) return <Notice kind="none" title={t('pool.none')} />
  const { state, decodes, skipped, total } = pool
  if (state === 'stopped')
    return <Notice kind="stopped" title={t('pool.stopped', { done: decodes + skipped, total })} />
  if (pool.proposals.length === 0)
    return <Notice kind="empty" title={t('pool.nothing')} text={t('pool.nothingHint')} />
  if (visible > 0) return null
  return (
    <Notice
      kind="filtered-out"
      title={t('pool.filteredOut')}
      text={t('pool.filteredOutHint')}
      action={{
        name: t('pool.resetFilters'),
        run: () => proposals.setFilters({ ...defaultPoolFilters, parts: filtersOf(pool).parts })
      }}
    />
  )
}

function Notice(props: {
  readonly kind: 'failed' | 'discarded' | 'none' | 'stopped' | 'empty' | 'filtered-out'
  readonly title: string
  readonly text?: string
  readonly action?: { readonly name: string; readonly run: () => unknown }
}): ReactElement {
  const { notifier } = useApp()
  const { action } = props
  const run = (): void => void Promise.resolve(action?.run()).catch((error: unknown) => notifier.error(error))
  return (
    <div className={classes.notice} role="status" data-testid="pool-notice" data-kind={props.kind}>
      <p className={classes.noticeTitle}>{props.title}</p>
      {props.text !== undefined && <p className={classes.dimmed}>{props.text}</p>}
      {action && (
        <Button
          size="compact-xs"
          variant="default"
          onMouseDown={keepFocus}
          onClick={run}
          data-testid="pool-notice-action"
        >
          {action.name}
        </Button>
      )}
    </div>
  )
}
