import { ActionIcon, TextInput } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import { useText } from '../../state/context'
import { IconPlus } from '../common/icons'
import { useClassEdits } from './useClassEdits'
import classes from './classes.module.css'

/** A field whose Enter adds a class. The cursor stays, so that several can be typed one after the other; a further
 * Enter, or Escape, leaves. */
export function AddClass(): ReactElement {
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
