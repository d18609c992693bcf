import { Button, Group, Progress, Text } from '@mantine/core'
import { useEffect, useState, type ReactElement } from 'react'
import type { CacheSizes } from '@shared/ipc/views'
import type { JobId } from '@shared/schema/ids'
import { runJob } from '../../state/jobReport'
import { useApp, useJob, useText } from '../../state/context'
import { bytesText, useLocale } from '../models/modelTexts'
const button = { size: 'compact-sm', style: { flexShrink: 0 } } as const

/** How much the caches take, and a button that clears them. Leaving the dialog does not stop the clearing. */
export function ClearCaches(): ReactElement {
  const t = useText()
  const locale = useLocale()
  const { client, notifier, stores } = useApp()
  const [sizes, setSizes] = useState<CacheSizes | null>(null)
  const [job, setJob] = useState<JobId | null>(null)
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const { progress } = useJob(job)

  useEffect(() => {
    // It is asked for again after each clearing.
    if (busy) return
    client.call('caches.sizes').then(setSizes, (error: unknown) => notifier.error(error))
  }, [client, notifier, busy])

  const clear = (): void => {
    setAsking(false)
    setBusy(true)
    const start = async (): Promise<{ readonly job: JobId }> => {
      const started = await client.call('caches.clear')
      setJob(started.job)
      return started
    }
    void runJob({ client, jobs: stores.jobs }, 'clear-caches', start, new AbortController().signal)
      .then(({ bytes }) =>
        notifier.info(
          t('dialogs.caches.title'),
          t('dialogs.caches.cleared', { size: bytesText(bytes, locale) })
        )
      )
      .catch((error: unknown) => notifier.error(error))
      .finally(() => {
        setBusy(false)
        setJob(null)
      })
  }

  const { embeddings, thumbnails } = sizes ?? { embeddings: { bytes: 0 }, thumbnails: { bytes: 0 } }
  const { done = 0, total = 0 } = progress ?? {}
  return (
    <div data-testid="caches">
      <Group justify="space-between" wrap="nowrap" align="center">
        <div>
          <Text size="xs" fw={600}>
            {t('dialogs.caches.title')}
          </Text>
          <Text size="xs" c="dimmed" data-testid="caches-size">
            {sizes === null
              ? t('dialogs.caches.counting')
              : t('dialogs.caches.size', {
                  embeddings: bytesText(embeddings.bytes, locale),
                  thumbnails: bytesText(thumbnails.bytes, locale)
                })}
          </Text>
        </div>
        {asking ? (
          <Group gap="xs" wrap="nowrap">
            <Button
              {...button}
              variant="default"
              onClick={() => setAsking(false)}
              data-testid="caches-cancel"
            >
              {t('common.cancel')}
            </Button>
            <Button {...button} color="red" onClick={clear} data-testid="caches-confirm">
              {t('dialogs.caches.confirm')}
            </Button>
          </Group>
        ) : (
          <Button
            {...button}
            variant="default"
            loading={busy}
            disabled={sizes === null || embeddings.bytes + thumbnails.bytes === 0}
            onClick={() => setAsking(true)}
            data-testid="caches-clear"
          >
            {t('dialogs.caches.clear')}
          </Button>
        )}
      </Group>
      {busy && (
        <Progress
          mt={6}
          value={total > 0 ? (done / total) * 100 : 100}
          animated={total === 0}
          aria-label={t('dialogs.phases.deleting')}
        />
      )}
      <Text size="xs" c="dimmed" mt={4}>
        {t('dialogs.caches.hint')}
      </Text>
    </div>
  )
}
