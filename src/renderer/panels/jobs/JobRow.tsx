import { Button, Progress } from '@mantine/core'
import type { ReactElement } from 'react'
import type { JobAction, JobView } from '@shared/ipc/jobView'
import { useApp, useText } from '../../state/context'
import { IconPlayerPause, IconPlayerPlay, IconX } from '../common/icons'
import { timeLeft } from '../common/texts'
import { JobProblems } from './JobProblems'
import classes from './jobs.module.css'

/** A job: what it does, how far it is, what went wrong, and what can be done with it. */
export function JobRow({ job, close }: { readonly job: JobView; readonly close: () => void }): ReactElement {
  const t = useText()
  const { id, kind, state, phase, done, total, current, secondsLeft, actions } = job
  const name = t(`jobs.kinds.${kind}`)
  const facts = [
    phase === null ? t(`jobs.states.${state}`) : t(`dialogs.phases.${phase}`),
    ...(total > 0 ? [t('jobs.progress', { done, total })] : []),
    ...(secondsLeft === null ? [] : [timeLeft(t, secondsLeft)])
  ]
  const live = state === 'running' || state === 'paused'
  return (
    <li className={classes.job} data-testid="job" data-kind={kind} data-state={state}>
      <div className={classes.line}>
        <span className={classes.name}>{name}</span>
        {/* By their place from the right: what has the focus keeps it when the job changes its state. */}
        {actions.map((action, i) => (
          <ActionButton key={actions.length - i} job={id} action={action} name={name} />
        ))}
      </div>
      {live && (
        <Progress
          size="sm"
          value={total > 0 ? (100 * done) / total : 100}
          animated={state === 'running' && total === 0}
          color={state === 'running' ? 'blue' : 'gray'}
          aria-label={name}
        />
      )}
      <div className={classes.facts} data-failed={state === 'failed' || undefined}>
        {facts.join(' · ')}
      </div>
      {current !== null && (
        <div className={classes.current} title={current}>
          {current}
        </div>
      )}
      <JobProblems job={job} close={close} />
    </li>
  )
}

const icons: Readonly<Record<JobAction, ReactElement | null>> = {
  pause: <IconPlayerPause size={13} aria-hidden />,
  resume: <IconPlayerPlay size={13} aria-hidden />,
  cancel: null,
  dismiss: <IconX size={13} aria-hidden />
}

function ActionButton(props: {
  readonly job: JobView['id']
  readonly action: JobAction
  /** Of the job. */
  readonly name: string
}): ReactElement {
  const t = useText()
  const { client, notifier } = useApp()
  const { job, action } = props
  const text = t(`jobs.actions.${action}`)
  return (
    <Button
      size="compact-xs"
      variant="default"
      leftSection={icons[action]}
      aria-label={t('jobs.actionOf', { action: text, job: props.name })}
      onClick={() =>
        void client.call(`jobs.${action}`, { job }).catch((error: unknown) => notifier.error(error))
      }
      data-testid={`job-${action}`}
    >
      {text}
    </Button>
  )
}
