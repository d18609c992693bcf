import { ActionIcon, Kbd, Tooltip, UnstyledButton, TextInput } from '@mantine/core'
import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react'
import type { Label } from '@shared/schema/label'
import { useEditor, useText } from '../../state/context'
import { IconPencil, IconTrash } from '../common/icons'
import { ClassColor } from './ClassColor'
import { useClassEdits } from './useClassEdits'
import classes from './classes.module.css'

interface ClassRowProps {
  readonly label: Label
  /** The number key that chooses it. */
  readonly digit: number | null
  /** Objects of it in the image. */
  readonly count: number
  readonly current: boolean
}

/** One class: a click makes it the current one; a double click or F2 renames it. */
export function ClassRow({ label, digit, count, current }: ClassRowProps): ReactElement {
  const t = useText()
  const editor = useEditor()
  const edits = useClassEdits()
  const [renaming, setRenaming] = useState(false)
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (current) row.current?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'F2') return
    event.preventDefault()
    setRenaming(true)
  }
  const rename = async (name: string): Promise<boolean> => {
    const done = name === label.name || (await edits.rename(label.id, name))
    if (done) setRenaming(false)
    return done
  }
  return (
    <li
      ref={row}
      className={classes.row}
      data-current={current || undefined}
      data-testid="class-row"
      data-label-id={label.id}
      data-name={label.name}
    >
      <ClassColor label={label} onChange={(color) => void edits.recolor(label, color)} />
      {renaming ? (
        <ClassNameField initial={label.name} onDone={rename} onCancel={() => setRenaming(false)} />
      ) : (
        <UnstyledButton
          className={classes.name}
          aria-pressed={current}
          aria-label={current ? t('classes.current', { name: label.name }) : label.name}
          title={label.name}
          onClick={() => editor?.setCurrentLabel(label.id)}
          onDoubleClick={() => setRenaming(true)}
          onKeyDown={onKeyDown}
        >
          {label.name}
        </UnstyledButton>
      )}
      <span className={classes.tools}>
        <Tooltip label={`${t('classes.rename')} (F2)`}>
          <ActionIcon size={20} aria-label={t('classes.rename')} onClick={() => setRenaming(true)}>
            <IconPencil size={13} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t('classes.remove')}>
          <ActionIcon
            size={20}
            aria-label={t('classes.remove')}
            onClick={() => void edits.remove(label)}
            data-testid="class-delete"
          >
            <IconTrash size={13} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </span>
      {count > 0 && (
        <span className={classes.count} title={t('classes.count', { count })} data-testid="class-count">
          {t('common.number', { value: count })}
        </span>
      )}
      {digit !== null && (
        <Kbd className={classes.key} title={t('classes.key', { key: digit })}>
          {digit}
        </Kbd>
      )}
    </li>
  )
}

/** A name being typed: Enter keeps it, Escape leaves it as it was. */
function ClassNameField(props: {
  readonly initial: string
  /** Says whether the name was taken; if not, the field stays. */
  readonly onDone: (name: string) => Promise<boolean>
  readonly onCancel: () => void
}): ReactElement {
  const t = useText()
  const [name, setName] = useState(props.initial)
  // The field also loses the focus by being taken away.
  const ended = useRef(false)
  const cancel = (): void => {
    ended.current = true
    props.onCancel()
  }
  const finish = async (): Promise<void> => {
    if (ended.current) return
    const trimmed = name.trim()
    if (trimmed === '' || trimmed === props.initial) {
      cancel()
      return
    }
    ended.current = true
    ended.current = await props.onDone(trimmed)
  }
  return (
    <TextInput
      className={classes.field}
      value={name}
      maxLength={200}
      aria-label={t('classes.name')}
      data-testid="class-name-field"
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setName(event.currentTarget.value)}
      onBlur={() => void finish()}
      onKeyDown={(event) => {
        if (event.key === 'Enter') void finish()
        else if (event.key === 'Escape') cancel()
      }}
    />
  )
}
