import type { ReactElement } from 'react'
import { useEditorState, useText } from '../../state/context'
import { ActionButton } from '../common/ActionButton'
import { IconMaximize, IconPuzzle } from '../common/icons'
import { BrushSize } from './BrushSize'
import { CandidateChooser } from './CandidateChooser'
import { DisplayButton } from './DisplayButton'
import { HistoryButtons } from './HistoryButtons'
import { PromptLimits } from './PromptLimits'
import { tools } from './tools'
import classes from './toolbar.module.css'

/** Tools, history and view, and what the tool of the moment can be set to. */
export function Toolbar(): ReactElement {
  const t = useText()
  const tool = useEditorState((state) => state.tool)
  return (
    <div className={classes.toolbar} role="toolbar" aria-label={t('toolbar.label')} data-focus-region>
      {tools.map(({ id, action, icon }) => (
        <ActionButton key={id} action={action} icon={icon} pressed={tool === id} testId={`tool-${id}`} />
      ))}
      <span className={classes.line} />
      <ActionButton
        action="segment.image"
        icon={IconPuzzle}
        pressed={tool === 'pool'}
        testId="segment-image"
      />
      <span className={classes.line} />
      <HistoryButtons />
      <span className={classes.line} />
      <ActionButton action="view.fit" icon={IconMaximize} testId="view-fit" />
      <DisplayButton />
      <span className={classes.space} />
      {(tool === 'brush' || tool === 'eraser') && <BrushSize />}
      {(tool === 'point' || tool === 'box') && (
        <>
          <PromptLimits />
          <CandidateChooser />
        </>
      )}
    </div>
  )
}
