import { Button, Group, Text, TextInput } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import { useText } from '../../state/context'
import { Dialog } from '../common/Dialog'

/** Asks for the name of the first class, when an object is made before there is one. */
export function NameClassDialog(props: {
  readonly onAnswer: (name: string) => void
  readonly onClose: () => void
}): ReactElement {
  const t = useText()
  const [name, setName] = useState('')
  const accept = (): void => {
    if (name.trim() === '') return
    props.onAnswer(name.trim())
    props.onClose()
  }
  return (
    <Dialog onClose={props.onClose} title={t('notices.noClass')} data-testid="name-class-dialog">
      <Text>{t('notices.noClassText')}</Text>
      <TextInput
        mt="sm"
        value={name}
        maxLength={200}
        label={t('classes.name')}
        data-autofocus
        data-testid="name-class-field"
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') accept()
        }}
      />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={props.onClose}>
          {t('common.cancel')}
        </Button>
        <Button disabled={name.trim() === ''} onClick={accept}>
          {t('classes.add')}
        </Button>
      </Group>
    </Dialog>
  )
}
