import { Button } from '@mantine/core'
import type { ReactElement } from 'react'
import { problemText } from '@shared/i18n'
import type { EngineActivity } from '@shared/ipc/views'
import { runAction } from '../../state/appActions'
import { useApp, useEngine, useText } from '../../state/context'
import classes from './status.module.css'

const busy: readonly EngineActivity[] = ['starting', 'encoding', 'encoding-ahead', 'predicting', 'restarting']

/** What the engine is, what it does, and a way to start it anew when it has failed. */
export function EngineStatus(): ReactElement {
  const t = useText()
  const app = useApp()
  const { activity, modelName, device, problem, ahead } = useEngine((state) => state)
  return (
    <>
      {ahead.total > 0 && ahead.done < ahead.total && (
        <span title={t('status.aheadLabel')} data-testid="status-ahead">
          {t('status.ahead', { done: ahead.done, total: ahead.total })}
        </span>
      )}
      <span
        className={classes.item}
        role="status"
        title={activity === 'failed' && problem !== null ? problemText(t, problem) : undefined}
        data-testid="status-engine"
        data-activity={activity}
      >
        {busy.includes(activity) && <span className={classes.busy} aria-hidden />}
        <span className={classes.engine} data-failed={activity === 'failed' || undefined}>
          {t(`status.engine.${activity}`)}
        </span>
      </span>
      {activity === 'failed' && (
        <Button
          size="compact-xs"
          variant="light"
          color="red"
          onClick={() => runAction(app, 'help.restartEngine')}
          data-testid="engine-restart"
        >
          {t('status.restart')}
        </Button>
      )}
      {modelName !== null && (
        <span className={classes.dimmed} title={t('status.modelLabel')} data-testid="status-model">
          {t('status.model', { model: modelName, device: device ? t(`models.device.names.${device}`) : '' })}
        </span>
      )}
    </>
  )
}
