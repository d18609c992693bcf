import type { ReactElement } from 'react'
import { useText } from '../../../state/context'
import classes from './export.module.css'

/**
 * Objects by the IoU that they kept, in equal steps from 0 to 1. Each column has a mark at least, so that a single
 * object among thousands is seen.
 */
export function IouChart({ histogram }: { readonly histogram: readonly number[] }): ReactElement {
  const t = useText()
  const most = Math.max(1, ...histogram)
  const step = 1 / Math.max(1, histogram.length)
  const bars = histogram.map((count, i) => ({
    count,
    name: t('dialogs.export.iouBar', {
      from: (i * step).toFixed(2),
      to: ((i + 1) * step).toFixed(2),
      count
    })
  }))
  return (
    <figure className={classes.chart} data-testid="export-iou-chart">
      <figcaption>{t('dialogs.export.iouChart')}</figcaption>
      <ul className={classes.bars}>
        {bars.map(({ count, name }, i) => (
          <li key={i} className={classes.bar} title={name} aria-label={name}>
            {count > 0 && <span className={classes.barCount}>{t('common.number', { value: count })}</span>}
            <span
              className={classes.barFill}
              data-exact={i === bars.length - 1 || undefined}
              style={{ height: count === 0 ? 0 : `${Math.max(3, (count / most) * 48)}px` }}
            />
          </li>
        ))}
      </ul>
      <div className={classes.axis} aria-hidden>
        <span>0</span>
        <span>0.5</span>
        <span>1</span>
      </div>
    </figure>
  )
}
