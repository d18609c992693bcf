import { ActionIcon, ColorSwatch, Menu, UnstyledButton } from '@mantine/core'
import { memo, type MouseEvent, type ReactElement } from 'react'
import { shapeBounds } from '@shared/geometry/shape'
import type { Annotation, AnnotationSource } from '@shared/schema/annotation'
import type { AnnotationId, LabelId } from '@shared/schema/ids'
import type { Label } from '@shared/schema/label'
import { rangeTo } from '../../editor/objects/selection'
import { useApp, useEditor, usePointer, useText } from '../../state/context'
import {
  IconCheck,
  IconEye,
  IconEyeOff,
  IconLock,
  IconTrash,
  IconSearch,
  IconFileImport,
  IconMask,
  IconPolygon,
  IconRectangle,
  IconRobotFace,
  IconScan,
  IconSparkles,
  IconUser,
  IconWand,
  type Icon
} from '../common/icons'
import classes from './objects.module.css'

/** The id of a row's element. */
export function objectRowId(object: AnnotationId): string {
  return `object-row-${object}`
}

interface ObjectRowProps {
  readonly object: Annotation
  readonly label: Label | undefined
  readonly labels: readonly Label[]
  readonly selected: boolean
  /** From 1. */
  readonly place: number
  readonly count: number
}

/** One object: what it is, where it came from, and what can be done with it. */
export const ObjectRow = memo(function ObjectRow(props: ObjectRowProps): ReactElement {
  const { object, label, selected } = props
  const t = useText()
  const { stores } = useApp()
  const editor = useEditor()
  const hovered = usePointer((state) => state.hovered === object.id)
  const name = label?.name ?? t('classes.removed')
  const shape = t(`objects.shapes.${object.shape.kind}`)
  const source = t(`objects.sources.${object.source}`)
  const states = [
    ...(object.reviewed ? [t('objects.reviewed')] : []),
    ...(object.locked ? [t('objects.locked')] : []),
    ...(object.hidden ? [t('objects.hidden')] : [])
  ]
  const ShapeIcon = shapeIcons[object.shape.kind]
  const SourceIcon = sourceIcons[object.source]
  const onClick = (event: MouseEvent): void => {
    const { selection } = editor?.state ?? { selection: new Set<AnnotationId>() }
    if (event.shiftKey && editor) editor.select(rangeTo(editor.state, object.id))
    else if (!event.ctrlKey && !event.metaKey) editor?.select([object.id])
    else if (selection.has(object.id)) editor?.select([...selection].filter((id) => id !== object.id))
    else editor?.select([...selection, object.id])
  }
  return (
    <div
      id={objectRowId(object.id)}
      className={classes.row}
      role="option"
      aria-selected={selected}
      aria-posinset={props.place}
      aria-setsize={props.count}
      aria-label={[t('objects.row', { name, shape, source }), ...states].join(t('common.listSeparator'))}
      data-selected={selected || undefined}
      data-hovered={hovered || undefined}
      data-hidden={object.hidden || undefined}
      data-object-id={object.id}
      data-class={label?.name}
      data-testid="object-row"
      onClick={onClick}
      onDoubleClick={() => {
        const box = shapeBounds(object.shape)
        if (box) editor?.camera.show(box)
      }}
      onContextMenu={(event) => {
        if (!selected) editor?.select([object.id])
        const origin = event.currentTarget.closest<HTMLElement>('[role="listbox"]')
        stores.ui.openMenu({ x: event.clientX, y: event.clientY, origin })
      }}
      onMouseEnter={() => editor?.setHovered(object.id)}
      onMouseLeave={() => editor?.setHovered(null)}
    >
      <ClassMenu
        current={label}
        labels={props.labels}
        onChoose={(chosen) => editor?.setLabelOf(selected ? editor.state.selection : [object.id], chosen)}
        onSearch={() => {
          if (!selected) editor?.select([object.id])
          stores.ui.show({ kind: 'class' })
        }}
      />
      <span className={classes.name}>{name}</span>
      {object.reviewed && (
        <span className={classes.reviewed} title={t('objects.reviewed')} data-testid="object-reviewed">
          <IconCheck size={14} stroke={1.8} aria-hidden />
        </span>
      )}
      {object.locked && (
        <RowButton
          name={t('objects.unlock')}
          testId="object-unlock"
          onClick={() => editor?.setLocked([object.id], false)}
        >
          <IconLock size={14} aria-hidden />
        </RowButton>
      )}
      <span className={classes.icon} title={shape}>
        <ShapeIcon size={14} stroke={1.6} aria-hidden />
      </span>
      <span className={classes.icon} title={source}>
        <SourceIcon size={14} stroke={1.6} aria-hidden />
      </span>
      <Score score={object.score} />
      <RowButton
        name={t(object.hidden ? 'objects.show' : 'objects.hide')}
        testId="object-visibility"
        onClick={() => editor?.setHidden([object.id], !object.hidden)}
      >
        {object.hidden ? <IconEyeOff size={14} aria-hidden /> : <IconEye size={14} aria-hidden />}
      </RowButton>
      <RowButton
        name={t('objects.delete')}
        testId="object-delete"
        onClick={() => {
          editor?.select([object.id])
          editor?.deleteSelected()
        }}
      >
        <IconTrash size={14} aria-hidden />
      </RowButton>
    </div>
  )
})

/** SAM's own estimate of the IoU may be a little over 1. */
function Score({ score }: { readonly score: number | null }): ReactElement | null {
  const t = useText()
  if (score === null) return null
  const percent = Math.min(100, Math.round(score * 100))
  return (
    <span className={classes.score} title={t('objects.score', { score: percent })}>
      {percent}
    </span>
  )
}

/** A small button that leaves the row's own click alone; keys do the same by their shortcuts. */
function RowButton(props: {
  readonly name: string
  readonly testId: string
  readonly onClick: () => void
  readonly children: ReactElement
}): ReactElement {
  return (
    <ActionIcon
      size={20}
      tabIndex={-1}
      title={props.name}
      aria-label={props.name}
      data-testid={props.testId}
      onClick={(event) => {
        event.stopPropagation()
        props.onClick()
      }}
    >
      {props.children}
    </ActionIcon>
  )
}

const unknownColor = '#888888'
/** From so many classes on, typing is faster than looking. */
const many = 12

/** The colour of an object's class; a click offers the other classes. */
function ClassMenu(props: {
  readonly current: Label | undefined
  readonly labels: readonly Label[]
  readonly onChoose: (label: LabelId) => void
  /** Finds one of many by typing. */
  readonly onSearch: () => void
}): ReactElement {
  const t = useText()
  return (
    <Menu position="left-start" shadow="md" transitionProps={{ duration: 80 }} closeOnItemClick>
      <Menu.Target>
        <UnstyledButton
          className={classes.swatch}
          tabIndex={-1}
          title={t('objects.changeClass')}
          aria-label={t('objects.changeClass')}
          data-testid="object-class"
          onClick={(event) => event.stopPropagation()}
        >
          <ColorSwatch color={props.current?.color ?? unknownColor} size={12} radius={3} withShadow={false} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu} onClick={(event) => event.stopPropagation()}>
        {props.labels.length > many && (
          <Menu.Item leftSection={<IconSearch size={12} aria-hidden />} onClick={props.onSearch}>
            {t('actions.object.class')}
          </Menu.Item>
        )}
        {props.labels.map((label) => (
          <Menu.Item
            key={label.id}
            leftSection={<ColorSwatch color={label.color} size={12} radius={3} withShadow={false} />}
            aria-current={label.id === props.current?.id || undefined}
            onClick={() => props.onChoose(label.id)}
            data-testid="object-class-option"
          >
            <span className={classes.option}>{label.name}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** What the shape of an object looks like in the list. */
const shapeIcons: Readonly<Record<Annotation['shape']['kind'], Icon>> = {
  rect: IconRectangle,
  polygon: IconPolygon,
  mask: IconMask
}

/** Where an object came from. */
const sourceIcons: Readonly<Record<AnnotationSource, Icon>> = {
  manual: IconUser,
  point: IconSparkles,
  box: IconScan,
  'whole-image': IconWand,
  detector: IconRobotFace,
  import: IconFileImport
}
