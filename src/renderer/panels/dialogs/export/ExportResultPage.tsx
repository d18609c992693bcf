import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import type { ReactElement } from 'react'
import { noteText, problemText } from '@shared/i18n'
import type { JobResult } from '@shared/ipc/views'
import type { ExportReport, Severity } from '@shared/schema/exporting'
import type { JobId } from '@shared/schema/ids'
import { useApp, useText } from '../../../state/context'
import { IconAlertTriangle, IconCheck, IconInfoCircle, IconX } from '../../common/icons'
import { focusOnMount } from '../../common/focus'
import classes from './export.module.css'

/** So many files and folders are told by their names. */
const FILES_TOLD = 6

/** What came of the export. */
export function ExportResultPage(props: {
  readonly job: JobId
  readonly result: JobResult
  readonly onAgain: () => void
  readonly onClose: () => void
}): ReactElement {
  const t = useText()
  const { client, notifier } = useApp()
  const { job, result } = props
  const show = (): void =>
    void client.call('export.show', { job }).catch((error: unknown) => notifier.error(error))
  return (
    <Stack gap="md" data-testid="export-result" data-result={result.kind}>
      <Outcome result={result} />
      <Group justify="flex-end">
        <Button variant="default" onClick={props.onAgain} data-testid="export-again">
          {t('dialogs.export.again')}
        </Button>
        {result.kind === 'done' && (
          <Button variant="default" onClick={show} data-testid="export-show">
            {t('dialogs.export.show')}
          </Button>
        )}
        <Button ref={focusOnMount} onClick={props.onClose} data-testid="export-close">
          {t('common.close')}
        </Button>
      </Group>
    </Stack>
  )
}

function Outcome({ result }: { readonly result: JobResult }): ReactElement | null {
  const t = useText()
  switch (result.kind) {
    case 'done':
      return result.of === 'export' ? <Report report={result.report} /> : null
    case 'cancelled':
      return <Text role="status">{t('dialogs.export.cancelled')}</Text>
    case 'failed':
      return (
        <Alert color="red" title={t('dialogs.export.failed')} icon={<IconAlertTriangle aria-hidden />}>
          <span data-selectable>{problemText(t, result.problem)}</span>
        </Alert>
      )
  }
}

function Report({ report }: { readonly report: ExportReport }): ReactElement {
  const t = useText()
  const counts = [
    t('dialogs.export.doneImages', { count: report.images }),
    t('dialogs.export.doneObjects', { count: report.objects }),
    t('dialogs.export.seconds', { seconds: report.seconds.toFixed(1) })
  ]
  return (
    <>
      <div role="status">
        <Text fw={600}>{t('dialogs.export.done')}</Text>
        <Text data-testid="export-counts">{counts.join(t('common.listSeparator'))}</Text>
        <Text c="dimmed" className={classes.destination} data-selectable data-testid="export-destination">
          {report.destination}
        </Text>
        <Text size="xs" c="dimmed" data-testid="export-files-written">
          {t('dialogs.export.doneFiles', { files: someOf(report.files).join(t('common.listSeparator')) })}
        </Text>
      </div>
      <SelfCheck report={report} />
      {report.notes.length > 0 && (
        <section aria-label={t('dialogs.export.notes')}>
          <Text fw={600}>{t('dialogs.export.notes')}</Text>
          <ul className={classes.notes} data-selectable data-testid="export-notes">
            {report.notes.map((note, i) => (
              <li key={i}>{noteText(t, note)}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

/** Label Studio's tasks fill many files. */
function someOf(files: readonly string[]): readonly string[] {
  return files.length <= FILES_TOLD ? files : [...files.slice(0, FILES_TOLD), '…']
}

/** The exporter has read its own files again: whether all is there, and how exactly. */
function SelfCheck({ report }: { readonly report: ExportReport }): ReactElement {
  const t = useText()
  const { objects, lost } = report
  const good = lost === 0
  return (
    <Alert
      color={good ? 'green' : 'red'}
      title={t('dialogs.export.check', { objects, lost })}
      icon={good ? <IconCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
      data-testid="export-check"
      data-lost={lost}
    >
      {good ? t('dialogs.export.checkGood') : t('dialogs.export.checkLost', { count: lost })}
      {objects > 0 && (
        <>
          <div data-testid="export-iou">
            {t('dialogs.export.iou', { mean: report.iouMean.toFixed(4), min: report.iouMin.toFixed(4) })}
          </div>
          <IouChart histogram={report.iouHistogram} />
        </>
      )}
    </Alert>
  )
}

/**
 * Objects by the IoU that they kept, in equal steps from 0 to 1. Each column has a mark at least, so that a single
 * object among thousands is seen.
 */
function IouChart({ histogram }: { readonly histogram: readonly number[] }): ReactElement {
  const t = useText()
  const most = Math.max(1, ...histogram)
  const step = 1 / Math.max(1, histogram.length)
  const bars = histogram.map((count, i) => ({
    count,
    name: t('dialogs.export.iouBar', {
      from: (i * step).toFixed(2),
      to: ((i + 1) * step).toFixed(2),
      count
    })
  }))
  return (
    <figure className={classes.chart} data-testid="export-iou-chart">
      <figcaption>{t('dialogs.export.iouChart')}</figcaption>
      <ul className={classes.bars}>
        {bars.map(({ count, name }, i) => (
          <li key={i} className={classes.bar} title={name} aria-label={name}>
            {count > 0 && <span className={classes.barCount}>{t('common.number', { value: count })}</span>}
            <span
              className={classes.barFill}
              data-exact={i === bars.length - 1 || undefined}
              style={{ height: count === 0 ? 0 : `${Math.max(3, (count / most) * 48)}px` }}
            />
          </li>
        ))}
      </ul>
      <div className={classes.axis} aria-hidden>
        <span>0</span>
        <span>0.5</span>
        <span>1</span>
      </div>
    </figure>
  )
}

const looks = {
  error: { icon: IconX, color: 'var(--bad)' },
  warning: { icon: IconAlertTriangle, color: 'var(--busy)' },
  note: { icon: IconInfoCircle, color: 'var(--mantine-color-dimmed)' }
} as const satisfies Record<Severity, object>

/** How bad something is. */
export function SeverityIcon({ severity }: { readonly severity: Severity }): ReactElement {
  const t = useText()
  const { icon: Symbol, color } = looks[severity]
  return <Symbol size={15} color={color} role="img" aria-label={t(`dialogs.export.severities.${severity}`)} />
}
