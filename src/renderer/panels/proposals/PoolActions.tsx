import { Button } from '@mantine/core'
import type { ReactElement } from 'react'
import { runAction } from '../../state/appActions'
import { useApp, useEditorState, useText } from '../../state/context'
import { IconCheck } from '../common/icons'
import { keepFocus } from '../common/keepFocus'
import classes from './proposals.module.css'

/** What can be done with all of them at once. */
export function PoolActions(): ReactElement {
  const t = useText()
  const app = useApp()
  const visible = useEditorState((state) => state.pool.visible.length)
  const dismissed = useEditorState((state) => state.pool.dismissed.length)
  const adopted = useEditorState((state) => state.pool.adopted)
  return (
    <div className={classes.actions}>
      <Button
        size="compact-xs"
        disabled={visible === 0}
        leftSection={<IconCheck size={13} aria-hidden />}
        onMouseDown={keepFocus}
        onClick={() => runAction(app, 'segment.adoptAll')}
        data-testid="pool-adopt-all"
      >
        {t('pool.adoptAll', { count: visible })}
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
