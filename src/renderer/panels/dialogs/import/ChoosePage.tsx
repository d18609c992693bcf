import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import { problemText, problemTitle } from '@shared/i18n'
import type { ChosenDataset } from '@shared/ipc/views'
import { formatIdSchema } from '@shared/schema/formats'
import type { Problem } from '@shared/schema/problem'
import { useApp, useText } from '../../../state/context'
import { IconAlertTriangle, IconFileImport, IconFolderOpen } from '../../common/icons'

/** Which dataset; and what was wrong with the last one. */
export function ChoosePage(props: {
  readonly problem: Problem | null
  readonly onChoose: (dataset: ChosenDataset) => void
  readonly onCancel: () => void
}): ReactElement {
  const t = useText()
  const { client, notifier } = useApp()
  const [choosing, setChoosing] = useState(false)
  const { problem } = props
  const choose = async (kind: 'folder' | 'file'): Promise<void> => {
    setChoosing(true)
    try {
      const chosen = await client.call('import.choose', { kind })
      if (chosen !== null) props.onChoose(chosen)
    } catch (error) {
      notifier.error(error)
    } finally {
      setChoosing(false)
    }
  }
  const read = formatIdSchema.options.filter((id) => id !== 'csv')
  const list = read.map((id) => t(`formats.names.${id}`)).join(t('common.listSeparator'))
  return (
    <Stack gap="md" data-testid="import-choose">
      {problem !== null && problem.kind !== 'cancelled' && (
        <Alert
          color="red"
          title={problemTitle(t, problem)}
          icon={<IconAlertTriangle aria-hidden />}
          data-testid="import-problem"
        >
          <span data-selectable>{problemText(t, problem)}</span>
        </Alert>
      )}
      <Text>{t('dialogs.import.chooseHint')}</Text>
      <Group>
        <Button
          disabled={choosing}
          leftSection={<IconFolderOpen size={16} aria-hidden />}
          onClick={() => void choose('folder')}
          data-autofocus
          data-testid="import-choose-folder"
        >
          {t('dialogs.import.chooseFolder')}
        </Button>
        <Button
          variant="default"
          disabled={choosing}
          leftSection={<IconFileImport size={16} aria-hidden />}
          onClick={() => void choose('file')}
          data-testid="import-choose-file"
        >
          {t('dialogs.import.chooseFile')}
        </Button>
      </Group>
      <Text size="xs" c="dimmed">
        {t('dialogs.import.chooseFormats', { list })}
      </Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={props.onCancel}>
          {t('common.cancel')}
        </Button>
      </Group>
    </Stack>
  )
}
