import { useCallback, useMemo, type KeyboardEvent, type ReactElement } from 'react'
import type { Annotation } from '@shared/schema/annotation'
import type { LabelId } from '@shared/schema/ids'
import type { Label } from '@shared/schema/label'
import { useEditor, useEditorState, useProject, useText } from '../../state/context'
import { ActionButton } from '../common/ActionButton'
import { EmptyState } from '../common/EmptyState'
import { IconEye, IconEyeOff } from '../common/icons'
import { Panel } from '../common/Panel'
import { VirtualList } from '../common/VirtualList'
import { ObjectRow, objectRowId } from './ObjectRow'

/** CSS pixels; also in objects.module.css. */
const rowHeight = 28
const none: readonly Label[] = []

/** The objects of the image, bottom first, in step with what is selected on the canvas. */
export function ObjectsPanel(): ReactElement {
  const t = useText()
  const annotations = useEditorState((state) => state.annotations)
  const selection = useEditorState((state) => state.selection)
  const visible = useEditorState((state) => state.objectsVisible)
  const hasImage = useEditorState((state) => state.image !== null)
  const objects = useMemo(() => [...annotations.values()], [annotations])
  const detail =
    selection.size > 1
      ? t('objects.selected', { count: selection.size })
      : t('objects.count', { count: objects.length })
  return (
    <Panel
      title={t('objects.title')}
      detail={hasImage ? detail : undefined}
      actions={
        <ActionButton
          action="view.toggleObjects"
          icon={visible ? IconEye : IconEyeOff}
          pressed={!visible}
          testId="objects-visibility"
        />
      }
      testId="objects-panel"
    >
      {objects.length > 0 ? (
        <ObjectList objects={objects} />
      ) : (
        hasImage && (
          <EmptyState title={t('objects.empty')} text={t('objects.emptyHint')} testId="objects-empty" />
        )
      )}
    </Panel>
  )
}

function ObjectList({ objects }: { readonly objects: readonly Annotation[] }): ReactElement {
  const t = useText()
  const editor = useEditor()
  const selection = useEditorState((state) => state.selection)
  const labels = useProject((state) => state.project?.labels ?? none)
  const labelById = useMemo(() => new Map<LabelId, Label>(labels.map((label) => [label.id, label])), [labels])
  const last = [...selection].at(-1)
  const active = objects.findIndex((object) => object.id === last)
  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
      const next = objects[active + step]
      if (step === 0 || next === undefined || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      editor?.select([next.id])
    },
    [objects, active, editor]
  )
  return (
    <VirtualList
      items={objects}
      rowHeight={rowHeight}
      keyOf={(object) => object.id}
      renderRow={(object, index) => (
        <ObjectRow
          object={object}
          label={labelById.get(object.labelId)}
          labels={labels}
          selected={selection.has(object.id)}
          place={index + 1}
          count={objects.length}
        />
      )}
      label={t('objects.list')}
      role="listbox"
      active={active}
      activeId={last === undefined ? undefined : objectRowId(last)}
      onKeyDown={onKeyDown}
      testId="object-list"
    />
  )
}
