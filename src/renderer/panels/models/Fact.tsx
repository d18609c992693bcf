import type { ReactElement, ReactNode } from 'react'
import classes from './models.module.css'

/** A name and its value, one above the other. */
export function Fact(props: { readonly name: string; readonly children: ReactNode }): ReactElement {
  return (
    <div className={classes.fact}>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  )
}
