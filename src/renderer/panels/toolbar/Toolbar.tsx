import type { ReactElement } from 'react'
import { useEditorState, useText, useEditor, useEngine } from '../../state/context'
import { ActionButton } from '../common/ActionButton'
import {
  IconMaximize,
  IconPuzzle,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBrush,
  IconEraser,
  IconPointer,
  IconPolygon,
  IconRectangle,
  IconScan,
  IconSparkles,
  type Icon
} from '../common/icons'
import { CandidateChooser } from './CandidateChooser'
import { DisplayButton } from './DisplayButton'
import classes from './toolbar.module.css'
import { Slider } from '@mantine/core'
import { limitsText } from '../common/texts'
import type { ActionId } from '@shared/actions/actionTable'
import type { ToolId } from '../../editor/editorState'

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

/** Diameters that the slider reaches, in image pixels; keys go further. */
const smallest = 1
const largest = 400

/** The slider's places lie closer together for large brushes: its value is the logarithm of the diameter. */
const toPlace = (diameter: number): number => Math.log(Math.min(largest, Math.max(smallest, diameter)))
const toDiameter = (place: number): number => Math.max(smallest, Math.round(Math.exp(place)))

/** How large the brush and the eraser are. */
function BrushSize(): ReactElement {
  const t = useText()
  const editor = useEditor()
  const diameter = useEditorState((state) => Math.round(state.brushRadius * 2))
  return (
    <div className={classes.brush}>
      <span className={classes.brushText}>{t('toolbar.brushSizeShort', { size: diameter })}</span>
      <Slider
        className={classes.slider}
        min={toPlace(smallest)}
        max={toPlace(largest)}
        step={0.01}
        value={toPlace(diameter)}
        onChange={(place) => editor?.look.setBrushRadius(toDiameter(place) / 2)}
        label={null}
        thumbLabel={t('toolbar.brushSize')}
        data-testid="brush-size"
      />
    </div>
  )
}

/** Undo and redo, saying what they would do. */
function HistoryButtons(): ReactElement {
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

/** What the model in use cannot be asked, beside the tools that ask it; nothing where it can be asked everything. */
function PromptLimits(): ReactElement | null {
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

/** The tools in the order of the toolbar. */
const tools: readonly { readonly id: ToolId; readonly action: ActionId; readonly icon: Icon }[] = [
  { id: 'select', action: 'tool.select', icon: IconPointer },
  { id: 'point', action: 'tool.point', icon: IconSparkles },
  { id: 'box', action: 'tool.box', icon: IconScan },
  { id: 'rectangle', action: 'tool.rectangle', icon: IconRectangle },
  { id: 'polygon', action: 'tool.polygon', icon: IconPolygon },
  { id: 'brush', action: 'tool.brush', icon: IconBrush },
  { id: 'eraser', action: 'tool.eraser', icon: IconEraser }
]
