import { Text } from '@mantine/core'
import type { ReactElement } from 'react'
import { useEngine, useSettings, useText } from '../../state/context'
import { Dialog } from '../common/Dialog'

/** What the program is, its version and licences. */
export function AboutDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useText()
  const version = useSettings((state) => state.version)
  const model = useEngine((state) => state.modelName)
  const device = useEngine((state) => state.device)
  return (
    <Dialog onClose={onClose} title={t('dialogs.about.title')} data-testid="about-dialog">
      <Text>{t('dialogs.about.text')}</Text>
      <Text mt="sm" data-selectable>
        {t('dialogs.about.version', { version })}
      </Text>
      <Text data-selectable>
        {model === null
          ? t('dialogs.about.noModel')
          : t('dialogs.about.model', { model, device: device ? t(`models.device.names.${device}`) : '' })}
      </Text>
      <Text mt="sm" c="dimmed">
        {t('dialogs.about.licence')}
      </Text>
    </Dialog>
  )
}
