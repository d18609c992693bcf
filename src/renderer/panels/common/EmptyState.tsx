import type { ReactElement, ReactNode } from 'react'
import classes from './EmptyState.module.css'
import type { Icon } from './icons'

/** A friendly word where there is nothing to show, and what can be done about it. */
export function EmptyState(props: {
  readonly icon?: Icon
  readonly title: string
  readonly text?: string | undefined
  readonly children?: ReactNode
  readonly testId: string
}): ReactElement {
  const Symbol = props.icon
  return (
    <div className={classes.state} role="status" data-testid={props.testId}>
      {Symbol && <Symbol size={36} stroke={1.2} aria-hidden />}
      <p className={classes.title}>{props.title}</p>
      {props.text !== undefined && (
        <p className={classes.text} data-selectable>
          {props.text}
        </p>
      )}
      {props.children}
    </div>
  )
}
