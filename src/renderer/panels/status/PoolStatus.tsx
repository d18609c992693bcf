import { Loader } from '@mantine/core'
import type { ReactElement } from 'react'
import { useProposals, useText } from '../../state/context'
import { isRunning } from '../../state/proposals/proposalsStore'
import classes from './status.module.css'

/** How far whole-image segmentation of the shown image is, while it runs. */
export function PoolStatus(): ReactElement | null {
  const t = useText()
  const running = useProposals(isRunning)
  const pool = useProposals((state) => (state.awaited === null ? state.pool : null))
  if (!running) return null
  return (
    <span className={classes.item} role="status" data-testid="status-pool">
      <Loader size={11} aria-hidden />
      {pool === null
        ? t('pool.statusPreparing')
        : t('pool.status', {
            done: pool.decodes + pool.skipped,
            total: pool.total,
            found: pool.proposals.length
          })}
    </span>
  )
}
