import { ActionIcon, Tooltip } from '@mantine/core'
import { useMemo, type ReactElement } from 'react'
import type { EditName } from '@shared/schema/diff'
import type { LabelId } from '@shared/schema/ids'
import { useApp, useEditorState, useProject, useText } from '../../state/context'
import { IconArrowBackUp, IconArrowForwardUp, type Icon } from '../common/icons'
import { Panel } from '../common/Panel'
import { AddClass } from './AddClass'
import { ClassRow } from './ClassRow'
import classes from './classes.module.css'

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
