import { Loader } from '@mantine/core'
import type { ReactElement } from 'react'
import { useProject, useText } from '../../state/context'
import classes from './images.module.css'

/** How far the search for images has come, while it runs. */
export function ScanLine(): ReactElement | null {
  const t = useText()
  const scan = useProject((state) => state.scan)
  if (scan === null || scan.finished) return null
  return (
    <div className={classes.scan} role="status" data-testid="scan-progress">
      <Loader size={12} aria-hidden />
      {t('images.scanning', { count: scan.found })}
    </div>
  )
}
