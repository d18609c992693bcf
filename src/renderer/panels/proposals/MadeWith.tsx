import type { ReactElement } from 'react'
import { useProposals, useText } from '../../state/context'
import { numbersOf } from '../../state/proposals/proposalsStore'
import { numberNames, presetOf } from '../../state/proposals/settingsOf'
import classes from './proposals.module.css'

/** The model and the settings that made the pool; of a detector's only the models. */
export function MadeWith(): ReactElement | null {
  const t = useText()
  const pool = useProposals((state) => state.pool)
  if (pool === null) return null
  const { modelId, params, strategy, proposals } = pool
  if (proposals.some(({ detected }) => detected)) {
    return (
      <p className={classes.made} title={modelId} data-testid="pool-made-with" data-preset="detector">
        {modelId}
      </p>
    )
  }
  const preset = presetOf(numbersOf(params))
  const settings =
    preset === 'own'
      ? t('segment.own', { count: params.pointsPerSide })
      : t('segment.named', {
          preset: t(`segment.presets.${preset}`),
          strategy: t(`segment.strategies.${strategy}`).toLowerCase()
        })
  const all = numberNames.map((name) => `${t(`segment.params.${name}.name`)}: ${params[name]}`)
  return (
    <p
      className={classes.made}
      title={[t('pool.madeWithLabel'), ...all].join('\n')}
      data-testid="pool-made-with"
      data-preset={preset}
    >
      {t('pool.madeWith', { model: modelId, settings })}
    </p>
  )
}
