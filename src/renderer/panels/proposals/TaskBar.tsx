import { Button, Popover, Progress, UnstyledButton } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import { problemText } from '@shared/i18n'
import { folderJobId, type JobAction } from '@shared/ipc/jobView'
import type { FolderTaskView } from '@shared/ipc/views'
import { useApp, useProject, useText } from '../../state/context'
import { DifferenceBar } from '../autoAnnotate/DifferenceBar'
import { Differences } from '../autoAnnotate/Differences'
import { IconAlertTriangle, IconPlayerPause, IconPlayerPlay, IconX } from '../common/icons'
import { timeLeft } from '../common/texts'
import classes from './task.module.css'

/** Work on many images: how far it is, how long it takes, and what became of those that failed. */
export function TaskBar(): ReactElement | null {
  const t = useText()
  const { client, notifier } = useApp()
  const task = useProject((state) => state.task)
  if (task === null) return null
  const call = (action: JobAction) => (): void =>
    void client.call(`jobs.${action}`, { job: folderJobId }).catch((error: unknown) => notifier.error(error))
  const { state, done, failed, total } = task
  const texts =
    task.kind === 'everything' ? 'task' : task.into === 'differences' ? 'annotate.comparing' : 'annotate.task'
  const live = state === 'running' || state === 'paused'
  return (
    <section
      className={classes.bar}
      aria-label={t(`${texts}.label`)}
      data-testid="task-bar"
      data-state={state}
      data-done={done}
      data-total={total}
    >
      <span role="status">{t(`${texts}.${state}`, { done, total })}</span>
      <Progress
        className={classes.progress}
        value={total > 0 ? (100 * (done + failed)) / total : 100}
        color={state === 'running' || state === 'finished' ? 'blue' : 'gray'}
        aria-label={t(`${texts}.label`)}
      />
      {state === 'running' && task.secondsLeft !== null && (
        <span data-testid="task-left">{timeLeft(t, task.secondsLeft)}</span>
      )}
      {task.problem !== null && (
        <span className={classes.problem} role="alert" data-testid="task-problem">
          {problemText(t, task.problem)}
        </span>
      )}
      {failed > 0 && <Failures task={task} />}
      {task.into === 'differences' && (
        <>
          <DifferenceBar />
          <Differences />
        </>
      )}
      {state === 'running' && (
        <TaskButton
          name={t('task.pause')}
          icon={<IconPlayerPause size={13} aria-hidden />}
          run={call('pause')}
          id="pause"
        />
      )}
      {state === 'paused' && (
        <TaskButton
          name={t('task.resume')}
          icon={<IconPlayerPlay size={13} aria-hidden />}
          run={call('resume')}
          id="resume"
        />
      )}
      {live ? (
        <TaskButton name={t('task.cancel')} run={call('cancel')} id="cancel" />
      ) : (
        <TaskButton
          name={t('task.dismiss')}
          icon={<IconX size={13} aria-hidden />}
          run={call('dismiss')}
          id="dismiss"
        />
      )}
    </section>
  )
}

function TaskButton(props: {
  readonly name: string
  readonly icon?: ReactElement
  readonly run: () => void
  readonly id: string
}): ReactElement {
  return (
    <Button
      size="compact-xs"
      variant="default"
      leftSection={props.icon}
      onClick={props.run}
      data-testid={`task-${props.id}`}
    >
      {props.name}
    </Button>
  )
}

/** The images that failed, each a way to it. */
function Failures({ task }: { readonly task: FolderTaskView }): ReactElement {
  const t = useText()
  const { session, notifier } = useApp()
  const byId = useProject((state) => state.byId)
  const [opened, setOpened] = useState(false)
  const { failures, failed } = task
  return (
    <Popover opened={opened} onChange={setOpened} position="top" withArrow>
      <Popover.Target>
        <Button
          size="compact-xs"
          variant="light"
          color="red"
          leftSection={<IconAlertTriangle size={13} aria-hidden />}
          onClick={() => setOpened(!opened)}
          data-testid="task-failures"
        >
          {t('task.failures', { count: failed })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={4}>
        <div className={classes.failures}>
          {failures.map(({ image, problem }) => (
            <UnstyledButton
              key={image}
              className={classes.failure}
              onClick={() => {
                setOpened(false)
                session.open(image).catch((error: unknown) => notifier.error(error))
              }}
              data-testid="task-failure"
            >
              <span>{byId.get(image)?.path}</span>
              <span className={classes.reason}>{problemText(t, problem)}</span>
            </UnstyledButton>
          ))}
          {failures.length < failed && (
            <p className={classes.reason}>{t('task.failuresMore', { count: failures.length })}</p>
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
