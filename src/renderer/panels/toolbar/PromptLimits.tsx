import type { ReactElement } from 'react'
import { useEditorState, useEngine, useText } from '../../state/context'
import { limitsText } from '../common/limitsText'
import classes from './toolbar.module.css'

/** What the model in use cannot be asked, beside the tools that ask it; nothing where it can be asked everything. */
export function PromptLimits(): ReactElement | null {
  const t = useText()
  const capabilities = useEngine((state) => state.capabilities)
  const model = useEngine((state) => state.modelName ?? '')
  const open = useEditorState((state) => state.assist.phase !== 'none')
  // How it refines is no matter of what may be asked.
  const limits = capabilities === null ? '' : limitsText(t, { ...capabilities, refine: true })
  // While there is an answer its masks need the room.
  if (limits === '' || open) return null
  const text = t('toolbar.limits', { model, limits })
  return (
    <span className={classes.limits} title={text} data-testid="prompt-limits">
      {text}
    </span>
  )
}
