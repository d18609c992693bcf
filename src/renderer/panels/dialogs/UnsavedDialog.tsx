import { Button, Group, Text } from '@mantine/core'
import type { ReactElement } from 'react'
import { useText } from '../../state/context'
import { Dialog } from '../common/Dialog'

/** Asks before a project is left over edits that could not be saved. */
export function UnsavedDialog(props: {
  readonly count: number
  readonly onAnswer: (leave: boolean) => void
  readonly onClose: () => void
}): ReactElement {
  const t = useText()
  const answer = (leave: boolean): void => {
    props.onAnswer(leave)
    props.onClose()
  }
  return (
    <Dialog
      onClose={() => answer(false)}
      title={t('dialogs.native.unsavedTitle')}
      data-testid="unsaved-dialog"
    >
      <Text>{t('dialogs.native.unsavedMessage', { count: props.count })}</Text>
      <Text mt="sm">{t('dialogs.native.unsavedDetail')}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={() => answer(true)} data-testid="unsaved-leave">
          {t('dialogs.native.unsavedClose')}
        </Button>
        <Button onClick={() => answer(false)} data-autofocus data-testid="unsaved-stay">
          {t('dialogs.native.unsavedStay')}
        </Button>
      </Group>
    </Dialog>
  )
}
