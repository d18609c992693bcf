import type { ReactElement } from 'react'
import type { ImageId } from '@shared/schema/ids'
import { useEngine, useProject, useText } from '../../state/context'
import classes from './images.module.css'

/** Whether SAM's embedding of an image is at hand: by colour and by form. */
export function EmbeddingDot({ image }: { readonly image: ImageId }): ReactElement | null {
  const t = useText()
  const state = useProject((project) => project.embeddings.get(image))
  const encoding = useEngine((engine) => engine.image === image && engine.activity.startsWith('encoding'))
  const shown = encoding ? 'encoding' : (state ?? 'absent')
  const text = encoding ? t('status.engine.encoding') : t(`images.embedding.${state ?? 'absent'}`)
  return (
    <span
      className={classes.dot}
      role="img"
      aria-label={text}
      title={text}
      data-state={shown}
      data-testid="embedding-dot"
    />
  )
}
