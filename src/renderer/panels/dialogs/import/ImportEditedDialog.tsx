import { Button, Group, Text } from '@mantine/core'
import type { ReactElement } from 'react'
import { useText } from '../../../state/context'
import { Dialog } from '../../common/Dialog'

/** Asks before an import is taken back together with what was edited since. */
export function ImportEditedDialog(props: {
  readonly count: number
  readonly onAnswer: (undo: boolean) => void
  readonly onClose: () => void
}): ReactElement {
  const t = useText()
  const answer = (undo: boolean): void => {
    props.onAnswer(undo)
    props.onClose()
  }
  return (
    <Dialog
      onClose={() => answer(false)}
      title={t('dialogs.import.editedTitle')}
      data-testid="import-edited-dialog"
    >
      <Text>{t('dialogs.import.editedText', { count: props.count })}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={() => answer(true)} data-testid="import-edited-undo">
          {t('dialogs.import.editedUndo')}
        </Button>
        <Button onClick={() => answer(false)} data-autofocus data-testid="import-edited-keep">
          {t('dialogs.import.editedKeep')}
        </Button>
      </Group>
    </Dialog>
  )
}
