import { Button } from '@mantine/core'
import type { ReactElement } from 'react'
import type { ActionId } from '@shared/actions/actionTable'
import { runAction } from '../../state/appActions'
import { useApp, useDifferences, useEnabled, useProject, useText } from '../../state/context'
import { shortcutText } from '../../state/keyNames'
import { keepFocus } from '../common/focus'
import { differenceText } from './differenceText'
import classes from './annotate.module.css'

/** The entry that the canvas shows, and what can be decided about it; before one is shown, the way to the first. */
export function DifferenceBar(): ReactElement {
  const t = useText()
  const current = useDifferences((state) => state.current)
  const decided = useDifferences((state) => state.decided.length > 0)
  const labels = useProject((state) => state.project?.labels) ?? []
  const kind = current?.difference.kind
  return (
    <>
      {current !== null && (
        <>
          <span className={classes.current} role="status" data-testid="difference-current" data-kind={kind}>
            {differenceText(t, current.difference, labels)}
          </span>
          {(kind === 'unlabelled' || kind === 'class') && (
            <DifferenceButton action="differences.take" text={t(`annotate.differences.take.${kind}`)} />
          )}
          <DifferenceButton action="differences.dismiss" text={t('annotate.differences.dismiss')} />
        </>
      )}
      <DifferenceButton action="differences.next" text={t('annotate.differences.next')} />
      {decided && <DifferenceButton action="differences.reopen" text={t('annotate.differences.reopen')} />}
    </>
  )
}

function DifferenceButton({
  action,
  text
}: {
  readonly action: ActionId
  readonly text: string
}): ReactElement {
  const t = useText()
  const app = useApp()
  const enabled = useEnabled(action)
  const shortcut = shortcutText(t, action, app.mac)
  return (
    <Button
      size="compact-xs"
      variant="default"
      disabled={!enabled}
      title={t(`actions.${action}`)}
      onMouseDown={keepFocus}
      onClick={() => runAction(app, action)}
      data-testid={action.replace('.', '-')}
    >
      {shortcut === null ? text : `${text} (${shortcut})`}
    </Button>
  )
}
