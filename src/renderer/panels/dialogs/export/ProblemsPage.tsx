import { Button, Group, Stack, Text, UnstyledButton } from '@mantine/core'
import { useMemo, type ReactElement } from 'react'
import type { Translate } from '@shared/i18n'
import type { PreflightCode, PreflightProblem, PreflightReport, Severity } from '@shared/schema/exporting'
import { useApp, useText } from '../../../state/context'
import { focusOnMount } from '../../common/focus'
import { VirtualList } from '../../common/VirtualList'
import type { JobAnswer } from '../useJobReport'
import { CheckLine } from './CheckLine'
import { SeverityIcon } from './ExportResultPage'
import classes from './export.module.css'

/** CSS pixels; also in export.module.css. */
const rowHeight = 30

/** A kind of problem with its number, or one problem below it. */
type Row =
  | {
      readonly key: string
      readonly code: PreflightCode
      readonly severity: Severity
      readonly count: number
    }
  | { readonly key: string; readonly problem: PreflightProblem }

/** What is better put right before the export, by kinds; each line leads to its place. */
export function ProblemsPage(props: {
  readonly check: JobAnswer<'preflight'>
  readonly onBack: () => void
}): ReactElement {
  const t = useText()
  const { report } = props.check
  const rows = useMemo(() => (report === null ? [] : groupedRows(report)), [report])
  const counted = report?.counts.reduce((sum, { count }) => sum + count, 0) ?? 0
  const named = report?.problems.length ?? 0
  return (
    <Stack gap="sm" data-testid="export-problems">
      <CheckLine check={props.check} />
      <Text size="xs" c="dimmed">
        {t('dialogs.export.problemsHint')}{' '}
        {named < counted && t('dialogs.export.problemsMore', { count: named })}
      </Text>
      <div className={classes.problems}>
        <VirtualList
          items={rows}
          rowHeight={rowHeight}
          keyOf={({ key }) => key}
          renderRow={(row) =>
            'problem' in row ? <ProblemRow problem={row.problem} /> : <GroupRow {...row} />
          }
          label={t('dialogs.export.problems')}
          role="list"
          active={-1}
          testId="export-problem-list"
        />
      </div>
      <Group justify="flex-end">
        <Button ref={focusOnMount} onClick={props.onBack} data-testid="export-problems-back">
          {t('dialogs.export.back')}
        </Button>
      </Group>
    </Stack>
  )
}

function GroupRow(props: {
  readonly code: PreflightCode
  readonly severity: Severity
  readonly count: number
}): ReactElement {
  const t = useText()
  const { code, severity, count } = props
  return (
    <div className={classes.group} role="listitem" data-testid="export-problem-group" data-code={code}>
      <SeverityIcon severity={severity} />
      {t(`dialogs.export.preflight.${code}`, { count })}
    </div>
  )
}

function ProblemRow({ problem }: { readonly problem: PreflightProblem }): ReactElement {
  const t = useText()
  const { exporting, notifier } = useApp()
  const { file, image } = problem
  const detail = detailText(t, problem)
  const texts = (
    <>
      {file !== null && <span className={classes.file}>{file}</span>}
      <span className={classes.detail}>{detail}</span>
    </>
  )
  const title = [file, detail].filter(Boolean).join(' – ')
  return (
    <div role="listitem">
      {image === null ? (
        <div className={classes.problem} title={title}>
          {texts}
        </div>
      ) : (
        <UnstyledButton
          className={classes.problem}
          title={title}
          onClick={() => void exporting.goTo(problem).catch((error: unknown) => notifier.error(error))}
          data-testid="export-problem"
          data-code={problem.code}
        >
          {texts}
        </UnstyledButton>
      )}
    </div>
  )
}

/** The kinds in the order of the report, each followed by its problems. */
function groupedRows({ counts, problems }: PreflightReport): readonly Row[] {
  return counts.flatMap((group): Row[] => [
    { key: group.code, ...group },
    ...problems
      .filter(({ code }) => code === group.code)
      .map((problem, i): Row => ({ key: `${group.code}-${i}`, problem }))
  ])
}

function detailText(t: Translate, { params }: PreflightProblem): string {
  const { pixels, iou, name, reason } = params
  if (typeof pixels === 'number') return t('dialogs.export.details.pixels', { count: Math.round(pixels) })
  if (typeof iou === 'number') return t('dialogs.export.details.iou', { iou: iou.toFixed(2) })
  return String(name ?? reason ?? '')
}
