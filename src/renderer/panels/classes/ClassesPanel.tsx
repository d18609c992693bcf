import { ActionIcon, Tooltip, TextInput } from '@mantine/core'
import { useMemo, type ReactElement, useState } from 'react'
import type { EditName } from '@shared/schema/diff'
import type { LabelId } from '@shared/schema/ids'
import { useApp, useEditorState, useProject, useText } from '../../state/context'
import { IconArrowBackUp, IconArrowForwardUp, type Icon, IconPlus } from '../common/icons'
import { Panel } from '../common/Panel'
import { ClassRow } from './ClassRow'
import classes from './classes.module.css'
import { useClassEdits } from './useClassEdits'

const none: readonly never[] = []

/** The project's classes: which one new objects get, and everything that can be changed about them. */
export function ClassesPanel(): ReactElement {
  const t = useText()
  const labels = useProject((state) => state.project?.labels ?? none)
  const current = useEditorState((state) => state.currentLabel)
  const annotations = useEditorState((state) => state.annotations)
  const counts = useMemo(() => {
    const found = new Map<LabelId, number>()
    for (const { labelId } of annotations.values()) found.set(labelId, (found.get(labelId) ?? 0) + 1)
    return found
  }, [annotations])
  return (
    <Panel title={t('classes.title')} actions={<ClassHistory />} testId="classes-panel">
      {labels.length === 0 && <p className={classes.empty}>{t('classes.empty')}</p>}
      <ul className={classes.list} aria-label={t('classes.list')} data-focus-region>
        {labels.map((label, i) => (
          <ClassRow
            key={label.id}
            label={label}
            digit={i < 9 ? i + 1 : null}
            count={counts.get(label.id) ?? 0}
            current={label.id === current}
          />
        ))}
      </ul>
      <AddClass />
    </Panel>
  )
}

function ClassHistory(): ReactElement {
  const t = useText()
  const { classes: edits, notifier } = useApp()
  const undo = useProject((state) => state.project?.labelHistory.undo ?? null)
  const redo = useProject((state) => state.project?.labelHistory.redo ?? null)
  const button = (
    symbol: Icon,
    name: string,
    edit: EditName | null,
    run: () => Promise<void>
  ): ReactElement => {
    const Symbol = symbol
    return (
      <Tooltip label={name}>
        <ActionIcon
          size={22}
          aria-label={name}
          disabled={edit === null}
          onClick={() => void run().catch((error: unknown) => notifier.error(error))}
        >
          <Symbol size={14} aria-hidden />
        </ActionIcon>
      </Tooltip>
    )
  }
  const undoName =
    undo === null ? t('history.nothingToUndo') : t('history.undo', { edit: t(`edits.${undo}`) })
  const redoName =
    redo === null ? t('history.nothingToRedo') : t('history.redo', { edit: t(`edits.${redo}`) })
  return (
    <div className={classes.history}>
      {button(IconArrowBackUp, undoName, undo, () => edits.undo())}
      {button(IconArrowForwardUp, redoName, redo, () => edits.redo())}
    </div>
  )
}

/** A field whose Enter adds a class. The cursor stays, so that several can be typed one after the other; a further
 * Enter, or Escape, leaves. */
function AddClass(): ReactElement {
  const t = useText()
  const edits = useClassEdits()
  const [name, setName] = useState('')
  const add = async (): Promise<void> => {
    if (await edits.add(name.trim())) setName('')
  }
  return (
    <TextInput
      className={classes.add}
      value={name}
      maxLength={200}
      placeholder={t('classes.newName')}
      aria-label={t('classes.newName')}
      data-testid="class-add-field"
      onChange={(event) => setName(event.currentTarget.value)}
      onKeyDown={(event) => {
        const empty = name.trim() === ''
        if (event.key === 'Enter' && !empty) void add()
        else if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur()
      }}
      rightSection={
        <ActionIcon
          size={20}
          aria-label={t('classes.add')}
          disabled={name.trim() === ''}
          onClick={() => void add()}
          data-testid="class-add"
        >
          <IconPlus size={14} aria-hidden />
        </ActionIcon>
      }
    />
  )
}
