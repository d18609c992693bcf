import type { ReactElement } from 'react'
import { useProject, useText } from '../../state/context'
import classes from './status.module.css'

/** Where the project is kept: said aloud only when that is not beside the images. */
export function StorageStatus(): ReactElement | null {
  const t = useText()
  const project = useProject((state) => state.project)
  if (project === null) return null
  const elsewhere = project.storage === 'user-data'
  const where = t(elsewhere ? 'status.storedElsewhere' : 'status.storedBeside')
  return (
    <span
      className={classes.dimmed}
      title={`${project.location}\n${where}`}
      data-testid="status-storage"
      data-storage={project.storage}
    >
      {elsewhere ? where : project.name}
    </span>
  )
}
