import type { ReactElement } from 'react'
import type { ModelsView } from '@shared/schema/models'
import { CatalogueRow } from './CatalogueRow'
import classes from './models.module.css'

/** The models that are known, and which of them can be downloaded. */
export function CatalogueTab({ view }: { readonly view: ModelsView }): ReactElement {
  return (
    <ul className={classes.rows}>
      {view.catalogue.map((entry) => (
        <CatalogueRow key={entry.id} entry={entry} />
      ))}
    </ul>
  )
}
