import type { ReactElement } from 'react'
import { useEditorState, useText } from '../../state/context'
import classes from './proposals.module.css'

/** What is known of the proposal that a click would adopt, or a lasso would; without one, how to adopt. */
export function LitProposal(): ReactElement {
  const t = useText()
  const lit = useEditorState((state) => state.pool.hovered)
  const level = useEditorState((state) => state.pool.level)
  const enclosed = useEditorState(({ draft }) => (draft?.kind === 'lasso' ? draft.enclosed.length : null))
  if (enclosed !== null)
    return (
      <p className={classes.lit} data-testid="pool-enclosed">
        {t('pool.enclosed', { count: enclosed })}
      </p>
    )
  if (lit === null) return <p className={classes.lit}>{t('pool.hint')}</p>
  return (
    <p className={classes.lit} data-testid="pool-lit">
      {t('pool.lit', {
        // What the model expects of itself may be more than everything.
        score: Math.min(100, Math.round(lit.score * 100)),
        stability: Math.round(lit.stability * 100),
        area: lit.area
      })}
      {level !== null && level.of > 1 && (
        <span className={classes.level} data-testid="pool-level">
          {t('pool.level', level)}
        </span>
      )}
    </p>
  )
}
