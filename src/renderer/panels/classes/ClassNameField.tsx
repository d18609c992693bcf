import { TextInput } from '@mantine/core'
import { useRef, useState, type ReactElement } from 'react'
import { useText } from '../../state/context'
import classes from './classes.module.css'

/** A name being typed: Enter keeps it, Escape leaves it as it was. */
export function ClassNameField(props: {
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
