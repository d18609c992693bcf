import { Button, Group, Progress, Stack, Text } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import type { JobProgress } from '@shared/ipc/views'
import type { JobId } from '@shared/schema/ids'
import { useApp, useText } from '../../state/context'
import { focusOnMount } from '../common/focus'

/** How far a job is. */
export function JobPage(props: {
  /** Null until it has begun. */
  readonly job: JobId | null
  readonly progress: JobProgress | null
  readonly cancel: string
  /** Begins the test ids. */
  readonly of: 'export' | 'import'
}): ReactElement {
  const t = useText()
  const { client, notifier } = useApp()
  const [cancelling, setCancelling] = useState(false)
  const { phase, done, total } = props.progress ?? { phase: 'preparing', done: 0, total: 0 }
  const share = total > 0 ? (done / total) * 100 : 100
  const cancel = (): void => {
    if (props.job === null) return
    setCancelling(true)
    client.call('jobs.cancel', { job: props.job }).catch((error: unknown) => notifier.error(error))
  }
  return (
    <Stack gap="sm" data-testid={`${props.of}-progress`} data-phase={phase}>
      <Text role="status">{t(`dialogs.phases.${phase}`)}</Text>
      <Progress
        value={share}
        animated={total === 0}
        aria-label={t(`dialogs.phases.${phase}`)}
        transitionDuration={100}
      />
      <Text size="xs" c="dimmed">
        {total > 0 ? t('dialogs.progress', { done, total }) : ' '}
      </Text>
      <Group justify="flex-end">
        <Button
          ref={focusOnMount}
          variant="default"
          loading={cancelling}
          onClick={cancel}
          data-testid={`${props.of}-cancel`}
        >
          {props.cancel}
        </Button>
      </Group>
    </Stack>
  )
}
