import type { ReactElement } from 'react'
import type { ItemCount } from '@shared/schema/importing'
import { useText } from '../../../state/context'
import classes from './import.module.css'

/** What is not taken over as it stands, counted by kinds; nothing when there is none of it. */
export function ItemCounts(props: {
  readonly title: string
  readonly counts: readonly ItemCount[]
}): ReactElement | null {
  const t = useText()
  if (props.counts.length === 0) return null
  return (
    <details className={classes.details} data-testid="import-counts">
      <summary>{props.title}</summary>
      <ul className={classes.names} data-selectable>
        {props.counts.map(({ reason, action, count }) => (
          <li key={`${reason} ${action}`}>
            <b>{t('common.number', { value: count })}</b> {t(`dialogs.import.reasons.${reason}`)} –{' '}
            {t(`dialogs.import.actions.${action}`)}
          </li>
        ))}
      </ul>
    </details>
  )
}
