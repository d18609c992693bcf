import { Button, Group, Text } from '@mantine/core'
import type { ReactElement } from 'react'
import { problemText } from '@shared/i18n'
import { useApp, useText } from '../../state/context'
import type { DamagedProject } from '../../state/uiStore'
import { Dialog } from '../common/Dialog'

/** A project file that cannot be read whole: what can be saved of it, or begin anew. Nothing is thrown away. */
export function DamagedDialog(props: {
  readonly found: DamagedProject
  readonly onClose: () => void
}): ReactElement {
  const t = useText()
  const { opening } = useApp()
  const { token, problem, salvageable: count } = props.found
  const recover = (choice: 'salvage' | 'start-new'): void => {
    props.onClose()
    void opening.recover(token, choice)
  }
  return (
    <Dialog
      onClose={props.onClose}
      closeOnClickOutside={false}
      title={t('dialogs.damaged.title')}
      size="lg"
      data-testid="damaged-dialog"
    >
      <Text data-selectable>{problemText(t, problem)}</Text>
      <Text mt="sm">{t('dialogs.damaged.kept')}</Text>
      <Text mt="sm">
        {count > 0 ? t('dialogs.damaged.salvageable', { count }) : t('dialogs.damaged.nothing')}
      </Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={props.onClose} data-testid="damaged-cancel">
          {t('common.cancel')}
        </Button>
        <Button variant="default" onClick={() => recover('start-new')} data-testid="damaged-start-new">
          {t('dialogs.damaged.startNew')}
        </Button>
        {count > 0 && (
          <Button onClick={() => recover('salvage')} data-testid="damaged-salvage" data-autofocus>
            {t('dialogs.damaged.salvage', { count })}
          </Button>
        )}
      </Group>
    </Dialog>
  )
}
