import { Text } from '@mantine/core'
import type { ReactElement } from 'react'
import { useProject, useText } from '../../../state/context'
import classes from './export.module.css'

/** The classes in the order in which every format numbers them. */
export function ClassOrder(): ReactElement | null {
  const t = useText()
  const labels = useProject((state) => state.project?.labels)
  if (labels === undefined || labels.length === 0) return null
  const pinned = labels.toSorted((a, b) => a.id - b.id)
  return (
    <details className={classes.details} data-testid="export-classes">
      <summary>{t('dialogs.export.classOrder', { count: pinned.length })}</summary>
      <Text size="xs" c="dimmed">
        {t('dialogs.export.classOrderHint')}
      </Text>
      <ul className={classes.classes}>
        {pinned.map(({ id, name }) => (
          <li key={id} title={name}>
            <span className={classes.number}>{id}</span>
            {name}
          </li>
        ))}
      </ul>
    </details>
  )
}
