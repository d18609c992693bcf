import type { ReactElement } from 'react'
import { useEditorState, useText } from '../../state/context'
import { ActionButton } from '../common/ActionButton'
import { IconArrowBackUp, IconArrowForwardUp } from '../common/icons'

/** Undo and redo, saying what they would do. */
export function HistoryButtons(): ReactElement {
  const t = useText()
  const { undo, redo } = useEditorState((state) => state.history)
  const steps = useEditorState((state) => state.steps)
  return (
    <>
      <ActionButton
        action="edit.undo"
        icon={IconArrowBackUp}
        testId="edit-undo"
        {...(undo !== null && !steps.undo && { name: t('history.undo', { edit: t(`edits.${undo}`) }) })}
      />
      <ActionButton
        action="edit.redo"
        icon={IconArrowForwardUp}
        testId="edit-redo"
        {...(redo !== null && !steps.redo && { name: t('history.redo', { edit: t(`edits.${redo}`) }) })}
      />
    </>
  )
}
