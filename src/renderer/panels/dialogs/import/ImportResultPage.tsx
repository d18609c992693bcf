import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import type { ReactElement } from 'react'
import { problemText, type Translate } from '@shared/i18n'
import type { JobResult } from '@shared/ipc/views'
import type { ImportReport } from '@shared/schema/importing'
import type { JobId } from '@shared/schema/ids'
import { useApp, useText } from '../../../state/context'
import { reportIn } from '../../../state/jobReport'
import { focusOnMount } from '../../common/focus'
import { IconAlertTriangle, IconArrowBackUp } from '../../common/icons'
import { ItemReport } from './ItemReport'

/** What came of the import. */
export function ImportResultPage(props: {
  readonly job: JobId
  readonly result: JobResult
  readonly onAgain: () => void
  readonly onClose: () => void
  /** Closes without a word of how to take the import back. */
  readonly onLeave: () => void
}): ReactElement {
  const t = useText()
  const { importing, notifier } = useApp()
  const { job, result } = props
  const report = reportIn(result, 'import')
  const undo = (): void => {
    props.onLeave()
    importing.undo().catch((error: unknown) => notifier.error(error))
  }
  return (
    <Stack gap="md" data-testid="import-result" data-result={result.kind}>
      {report !== null && <Done report={report} job={job} />}
      {result.kind === 'cancelled' && <Text role="status">{t('dialogs.import.cancelled')}</Text>}
      {result.kind === 'failed' && (
        <Alert
          color="red"
          title={t('dialogs.import.failed')}
          icon={<IconAlertTriangle aria-hidden />}
          data-testid="import-failed"
        >
          <span data-selectable>{problemText(t, result.problem)}</span>
          <div>{t('dialogs.import.failedKept')}</div>
        </Alert>
      )}
      <Group justify="flex-end">
        {report !== null && (
          <Button
            variant="default"
            leftSection={<IconArrowBackUp size={15} aria-hidden />}
            onClick={undo}
            data-testid="import-undo"
          >
            {t('dialogs.import.undo')}
          </Button>
        )}
        <Button variant="default" onClick={props.onAgain} data-testid="import-again">
          {t('dialogs.import.again')}
        </Button>
        <Button ref={focusOnMount} onClick={props.onClose} data-testid="import-close">
          {t('common.close')}
        </Button>
      </Group>
    </Stack>
  )
}

function Done({ report, job }: { readonly report: ImportReport; readonly job: JobId }): ReactElement {
  const t = useText()
  return (
    <>
      <div role="status">
        <Text fw={600}>{t('dialogs.import.done')}</Text>
        <Text data-testid="import-done-counts">{doneText(t, report)}</Text>
      </div>
      {report.counts.length === 0 ? (
        <Text c="var(--good)" data-testid="import-clean">
          {t('dialogs.import.clean')}
        </Text>
      ) : (
        <ItemReport job={job} report={report} />
      )}
    </>
  )
}

function doneText(t: Translate, report: ImportReport): string {
  const { objects, matched, skipped, replaced, newClasses, seconds } = report
  return [
    `${t('dialogs.import.doneObjects', { count: objects })} ${t('dialogs.import.doneImages', { count: matched - skipped })}`,
    ...(newClasses.length > 0 ? [t('dialogs.import.doneClasses', { count: newClasses.length })] : []),
    ...(replaced > 0 ? [t('dialogs.import.doneReplaced', { count: replaced })] : []),
    ...(skipped > 0 ? [t('dialogs.import.doneSkipped', { count: skipped })] : []),
    t('dialogs.import.seconds', { seconds: seconds.toFixed(1) })
  ].join(t('common.listSeparator'))
}
