import { UnstyledButton } from '@mantine/core'
import type { ReactElement } from 'react'
import { problemText } from '@shared/i18n'
import type { JobProblem, JobView } from '@shared/ipc/jobView'
import { useApp, useText } from '../../state/context'
import classes from './jobs.module.css'

/** What went wrong in a job; problems of images lead to them. */
export function JobProblems({
  job: { problems, problemCount },
  close
}: {
  readonly job: JobView
  readonly close: () => void
}): ReactElement | null {
  const t = useText()
  const [first] = problems
  if (first === undefined) return null
  if (problemCount === 1 && first.image === null) {
    return (
      <p className={classes.reason} role="alert" data-testid="job-problem">
        {problemText(t, first.problem)}
      </p>
    )
  }
  return (
    <details data-testid="job-problems">
      <summary className={classes.summary}>{t('jobs.problems', { count: problemCount })}</summary>
      <ul className={classes.problems}>
        {problems.map((each, i) => (
          <li key={i}>
            <Problem of={each} close={close} />
          </li>
        ))}
      </ul>
      {problems.length < problemCount && (
        <p className={classes.facts}>{t('jobs.problemsMore', { count: problems.length })}</p>
      )}
    </details>
  )
}

function Problem({
  of: { image, path, problem },
  close
}: {
  readonly of: JobProblem
  readonly close: () => void
}): ReactElement {
  const t = useText()
  const { session, notifier } = useApp()
  const reason = <span className={classes.reason}>{problemText(t, problem)}</span>
  if (image === null) return reason
  const open = (): void => {
    close()
    session.open(image).catch((error: unknown) => notifier.error(error))
  }
  return (
    <UnstyledButton className={classes.problem} onClick={open} data-testid="job-problem">
      <span>{path}</span>
      {reason}
    </UnstyledButton>
  )
}
