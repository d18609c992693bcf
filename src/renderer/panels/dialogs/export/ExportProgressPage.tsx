import { Button, Group, Progress, Stack, Text } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import type { JobProgress } from '@shared/ipc/views'
import type { JobId } from '@shared/schema/ids'
import { useApp, useText } from '../../../state/context'

/** How far the export is. */
export function ExportProgressPage(props: {
  readonly job: JobId
  readonly progress: JobProgress | null
}): ReactElement {
  const t = useText()
  const { client, notifier } = useApp()
  const [cancelling, setCancelling] = useState(false)
  const { phase, done, total } = props.progress ?? { phase: 'preparing', done: 0, total: 0 }
  const share = total > 0 ? (done / total) * 100 : 100
  const cancel = (): void => {
    setCancelling(true)
    client.call('job.cancel', { job: props.job }).catch((error: unknown) => notifier.error(error))
  }
  return (
    <Stack gap="sm" data-testid="export-progress" data-phase={phase}>
      <Text role="status">{t(`dialogs.export.phases.${phase}`)}</Text>
      <Progress
        value={share}
        animated={total === 0}
        aria-label={t(`dialogs.export.phases.${phase}`)}
        transitionDuration={100}
      />
      <Text size="xs" c="dimmed">
        {total > 0 ? t('dialogs.export.progress', { done, total }) : ' '}
      </Text>
      <Group justify="flex-end">
        <Button variant="default" loading={cancelling} onClick={cancel} data-testid="export-cancel">
          {t('dialogs.export.cancel')}
        </Button>
      </Group>
    </Stack>
  )
}
