import { Button } from '@mantine/core'
import type { ReactElement } from 'react'
import { problemText } from '@shared/i18n'
import { useEditor, useEditorState, useText } from '../../state/context'
import { IconAlertTriangle, IconCheck } from '../common/icons'
import classes from './status.module.css'

/** Whether what is on screen is on disk. A failure stays until it is mended. */
export function SaveStatus(): ReactElement | null {
  const t = useText()
  const editor = useEditor()
  const { pending, failed } = useEditorState((state) => state.saves)
  if (editor === null) return null
  if (failed !== null) {
    const text = t('status.notSaved', { reason: problemText(t, failed) })
    return (
      <span className={classes.item} role="alert" data-testid="status-save" data-state="failed">
        <IconAlertTriangle size={14} className={classes.bad} aria-hidden />
        <span className={classes.failure} title={text}>
          {text}
        </span>
        <Button size="compact-xs" color="red" onClick={() => editor.retrySaves()} data-testid="save-retry">
          {t('common.retry')}
        </Button>
      </span>
    )
  }
  return (
    <span
      className={classes.item}
      role="status"
      data-testid="status-save"
      data-state={pending > 0 ? 'saving' : 'saved'}
    >
      {pending === 0 && <IconCheck size={13} className={classes.good} aria-hidden />}
      {t(pending > 0 ? 'status.saving' : 'status.saved')}
    </span>
  )
}
