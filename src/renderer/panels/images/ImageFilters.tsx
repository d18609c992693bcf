import { UnstyledButton } from '@mantine/core'
import type { ReactElement } from 'react'
import { useApp, useText, useUi } from '../../state/context'
import { imageFilters, type ImageFilter } from '../../state/imageFilter'
import classes from './images.module.css'

/** One chip for each filter, with the number of images that it leaves. */
export function ImageFilters(props: {
  readonly counts: Readonly<Record<ImageFilter, number>>
}): ReactElement {
  const t = useText()
  const { ui } = useApp().stores
  const chosen = useUi((state) => state.query.filter)
  // Most folders have no problems, and room is short.
  const shown = imageFilters.filter(
    (filter) => filter !== 'problems' || filter === chosen || props.counts.problems > 0
  )
  return (
    <div className={classes.filters} role="group" aria-label={t('images.filterLabel')}>
      {shown.map((filter) => (
        <UnstyledButton
          key={filter}
          className={classes.chip}
          aria-pressed={filter === chosen}
          onClick={() => ui.setQuery({ filter })}
          data-testid={`filter-${filter}`}
        >
          {t(`images.filters.${filter}`)}
          <span className={classes.chipCount}>{props.counts[filter]}</span>
        </UnstyledButton>
      ))}
    </div>
  )
}
