import { Button } from '@mantine/core'
import type { ReactElement } from 'react'
import { runAction } from '../../state/appActions'
import { useApp, useEditorState, useProposals, useText } from '../../state/context'
import { filtersOf } from '../../state/proposals/proposals'
import { IconCheck } from '../common/icons'
import { keepFocus } from '../common/keepFocus'
import classes from './proposals.module.css'

/** What can be done with all of them at once. */
export function PoolActions(): ReactElement {
  const t = useText()
  const app = useApp()
  const taken = useEditorState((state) => state.pool.taken.length)
  const parts = useProposals(({ pool }) => (pool ? filtersOf(pool).parts : 'all'))
  const dismissed = useEditorState((state) => state.pool.dismissed.length)
  const adopted = useEditorState((state) => state.pool.adopted)
  return (
    <div className={classes.actions}>
      <Button
        size="compact-xs"
        disabled={taken === 0}
        leftSection={<IconCheck size={13} aria-hidden />}
        onMouseDown={keepFocus}
        onClick={() => runAction(app, 'segment.adoptAll')}
        data-testid="pool-adopt-all"
      >
        {t(`pool.adopt.${parts}`, { count: taken })}
      </Button>
      {dismissed > 0 && (
        <Button
          size="compact-xs"
          variant="default"
          onMouseDown={keepFocus}
          onClick={() => runAction(app, 'segment.restoreDismissed')}
          data-testid="pool-restore"
        >
          {t('pool.restoreDismissed', { count: dismissed })}
        </Button>
      )}
      {adopted > 0 && (
        <span className={classes.dimmed} data-testid="pool-adopted" data-count={adopted}>
          {t('pool.adopted', { count: adopted })}
        </span>
      )}
    </div>
  )
}
