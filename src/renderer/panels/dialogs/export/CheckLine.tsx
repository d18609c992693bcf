import { Button, Group, Loader, Text } from '@mantine/core'
import type { ReactElement } from 'react'
import { problemText } from '@shared/i18n'
import type { PreflightReport, Severity } from '@shared/schema/exporting'
import { useText } from '../../../state/context'
import type { JobAnswer } from '../useJobReport'
import { SeverityIcon } from './ExportResultPage'
import classes from './export.module.css'

const sentences = {
  error: 'dialogs.export.checkErrors',
  warning: 'dialogs.export.checkWarnings',
  note: 'dialogs.export.checkNotes'
} as const satisfies Record<Severity, string>

/** What the check found, in a line, and the way to the whole. */
export function CheckLine(props: {
  readonly check: JobAnswer<'preflight'>
  readonly onShow?: () => void
}): ReactElement {
  const t = useText()
  const { report, problem, waiting } = props.check
  return (
    <Group
      className={classes.check}
      gap="sm"
      role="status"
      data-testid="export-check-line"
      data-waiting={waiting || undefined}
    >
      {waiting && <Loader size={12} aria-hidden />}
      {waiting && report === null && <Text size="xs">{t('dialogs.export.checking')}</Text>}
      {problem !== null && (
        <Text size="xs" c="var(--bad)">
          {t('dialogs.export.checkFailed', { reason: problemText(t, problem) })}
        </Text>
      )}
      {report !== null && <Found report={report} onShow={props.onShow} />}
    </Group>
  )
}

function Found(props: {
  readonly report: PreflightReport
  readonly onShow?: (() => void) | undefined
}): ReactElement {
  const t = useText()
  const { counts } = props.report
  if (counts.length === 0)
    return (
      <Text size="xs" c="var(--good)" data-testid="export-check-clean">
        {t('dialogs.export.checkClean')}
      </Text>
    )
  return (
    <>
      {(['error', 'warning', 'note'] as const).map((severity) => {
        const count = counts.reduce((sum, each) => sum + (each.severity === severity ? each.count : 0), 0)
        return count === 0 ? null : (
          <span key={severity} className={classes.severity} data-testid={`export-check-${severity}`}>
            <SeverityIcon severity={severity} />
            {t(sentences[severity], { count })}
          </span>
        )
      })}
      {props.onShow && (
        <Button size="compact-xs" variant="default" onClick={props.onShow} data-testid="export-check-show">
          {t('dialogs.export.checkShow')}
        </Button>
      )}
    </>
  )
}
