import { ColorSwatch, Kbd } from '@mantine/core'
import type { SpotlightActionData } from '@mantine/spotlight'
import type { ReactElement } from 'react'
import { newClassName, searchClasses } from '../../state/classSearch'
import { useApp, useEditor, useEditorState, useProject, useText, useUi } from '../../state/context'
import { useClassEdits } from '../classes/useClassEdits'
import { IconPlus } from '../common/icons'
import { Palette } from '../common/Palette'

const none: readonly never[] = []

/** Every class, found by typing, or a new one: it becomes the current class, and that of what is selected. */
export function ClassPicker(): ReactElement {
  const t = useText()
  const editor = useEditor()
  const edits = useClassEdits()
  const { ui } = useApp().stores
  const open = useUi((state) => state.dialog?.kind === 'class')
  const labels = useProject((state) => state.project?.labels ?? none)
  const selected = useEditorState((state) => state.selection.size)
  const close = (): void => {
    if (ui.getState().dialog?.kind === 'class') ui.closeDialog()
  }
  const add = async (name: string): Promise<void> => {
    if (!(await edits.add(name))) return
    const label = editor?.state.currentLabel
    if (label != null) editor?.chooseLabel(label)
  }
  const actions = (query: string): SpotlightActionData[] => {
    const found: SpotlightActionData[] = searchClasses(labels, query).map((label) => {
      const digit = labels.indexOf(label) + 1
      return {
        id: String(label.id),
        label: label.name,
        leftSection: <ColorSwatch color={label.color} size={12} radius={3} withShadow={false} />,
        rightSection: digit > 9 ? null : <Kbd>{digit}</Kbd>,
        onClick: () => {
          close()
          editor?.chooseLabel(label.id)
        }
      }
    })
    const name = newClassName(labels, query)
    if (name === null) return found
    const create: SpotlightActionData = {
      id: 'new',
      label: t('dialogs.classPicker.create', { name }),
      leftSection: <IconPlus size={14} aria-hidden />,
      onClick: () => {
        close()
        void add(name)
      }
    }
    return [...found, create]
  }
  return (
    <Palette
      open={open}
      actions={actions}
      // They are those that fit already.
      filter={(_, fitting) => fitting}
      placeholder={
        selected > 0
          ? t('dialogs.classPicker.forSelected', { count: selected })
          : t('dialogs.classPicker.forNew')
      }
      nothing={t('dialogs.classPicker.nothing')}
      onClose={close}
      testId="class-picker"
    />
  )
}
