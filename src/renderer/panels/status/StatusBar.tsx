import type { ReactElement } from 'react'
import { useText } from '../../state/context'
import { JobsButton } from '../jobs/JobsButton'
import { EngineStatus } from './EngineStatus'
import { ImageStatus } from './ImageStatus'
import { PoolStatus } from './PoolStatus'
import { SaveStatus } from './SaveStatus'
import { StorageStatus } from './StorageStatus'
import classes from './status.module.css'

/** The line at the bottom: where the pointer is, what the engine does, and whether all is saved. */
export function StatusBar(): ReactElement {
  const t = useText()
  return (
    <footer className={classes.bar} aria-label={t('status.label')}>
      <ImageStatus />
      <span className={classes.space} />
      <JobsButton />
      <PoolStatus />
      <EngineStatus />
      <StorageStatus />
      <SaveStatus />
    </footer>
  )
}
