import { Button, Loader, Tooltip } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import { problemText } from '@shared/i18n'
import type { ModelsView, ModelView } from '@shared/schema/models'
import { useApp, useText } from '../../state/context'
import { IconGauge } from '../common/icons'
import { speedText, useLocale } from './modelTexts'
import classes from './models.module.css'

/** How fast a model was measured to be on this machine, and a button to measure it. */
export function SpeedLine(props: {
  readonly model: ModelView
  readonly testing: ModelsView['testing']
}): ReactElement {
  const { model, testing } = props
  const t = useText()
  const { client, models } = useApp()
  const [asked, setAsked] = useState(false)
  const now = testing?.id === model.id ? testing : null
  const test = async (): Promise<void> => {
    setAsked(true)
    await models.take(client.call('models.selfTest', { id: model.id }))
    setAsked(false)
  }
  return (
    <div className={classes.speed} data-testid="model-speed" data-measured={model.test !== null || undefined}>
      <Tooltip label={t('models.speed.testHint')} multiline w={260}>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconGauge size={14} aria-hidden />}
          disabled={asked || now !== null}
          onClick={() => void test()}
          data-testid="model-test"
        >
          {t('models.speed.test')}
        </Button>
      </Tooltip>
      {now === null ? (
        <Figures model={model} />
      ) : (
        <span className={classes.testing} role="status">
          <Loader size={12} aria-hidden />
          {t('models.speed.testing', { device: t(`models.device.names.${now.device}`) })}
        </span>
      )}
    </div>
  )
}

function Figures({ model }: { readonly model: ModelView }): ReactElement {
  const t = useText()
  const locale = useLocale()
  const { test } = model
  if (test === null) return <span className={classes.dimmed}>{t('models.speed.none')}</span>
  return (
    <ul className={classes.figures} aria-label={t('models.speed.label')}>
      {test.speeds.map((speed) => (
        <li key={speed.device} title={t('models.speed.threads', { count: speed.threads })}>
          {t('models.speed.on', {
            device: t(`models.device.names.${speed.device}`),
            speed: speedText(t, speed, locale)
          })}
        </li>
      ))}
      {test.failed.map(({ device, problem }) => (
        <li key={device} className={classes.bad}>
          {t('models.speed.failed', {
            device: t(`models.device.names.${device}`),
            reason: problemText(t, problem)
          })}
        </li>
      ))}
    </ul>
  )
}
