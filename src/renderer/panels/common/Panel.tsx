import { useId, type ReactElement, type ReactNode } from 'react'
import classes from './Panel.module.css'

/** A part of the side columns: a heading with room for buttons, and a body that fills the rest. */
export function Panel(props: {
  readonly title: string
  /** Beside the title, dimmed. */
  readonly detail?: string | undefined
  readonly actions?: ReactNode
  readonly children: ReactNode
  readonly testId: string
}): ReactElement {
  const heading = useId()
  return (
    <section className={classes.panel} aria-labelledby={heading} data-testid={props.testId}>
      <header className={classes.header}>
        <h2 id={heading} className={classes.title}>
          {props.title}
        </h2>
        <span className={classes.detail}>{props.detail}</span>
        {props.actions}
      </header>
      {props.children}
    </section>
  )
}
