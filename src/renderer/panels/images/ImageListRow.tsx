import { memo, type ReactElement, useEffect, useState } from 'react'
import { problemText, problemTitle } from '@shared/i18n'
import type { ImageId } from '@shared/schema/ids'
import type { ImageRow } from '@shared/schema/image'
import { useText, useEngine, useProject } from '../../state/context'
import type { RowHeld } from '../../state/imageMarks'
import { IconAlertTriangle, IconPuzzle } from '../common/icons'
import classes from './images.module.css'
import { thumbnailUrl } from '../../api/imageUrls'

/** The id of a row's element. */
export function imageRowId(image: ImageId): string {
  return `image-row-${image}`
}

interface ImageListRowProps {
  readonly row: ImageRow
  readonly current: boolean
  /** From 1. */
  readonly place: number
  readonly count: number
  readonly marked: boolean
  readonly onOpen: (row: ImageRow, held: RowHeld) => void
}

/** One image: its picture, name, number of objects and whether SAM is ready for it. */
export const ImageListRow = memo(function ImageListRow(props: ImageListRowProps): ReactElement {
  const { row, current } = props
  const t = useText()
  const slash = row.path.lastIndexOf('/')
  const name = row.path.slice(slash + 1)
  const objects = t('images.objects', { count: row.objects })
  const proposals = t('pool.inList', { count: row.proposals })
  const spoken = row.proposals > 0 ? `${objects}${t('common.listSeparator')}${proposals}` : objects
  const { problem } = row
  return (
    <div
      id={imageRowId(row.id)}
      className={classes.row}
      role="option"
      aria-selected={current || props.marked}
      aria-posinset={props.place}
      aria-setsize={props.count}
      aria-label={t('images.row', { path: row.path, objects: spoken })}
      data-current={current || undefined}
      data-marked={props.marked || undefined}
      data-problem={problem?.kind}
      data-image-id={row.id}
      data-path={row.path}
      data-testid="image-row"
      title={problem === null ? row.path : problemText(t, problem)}
      onClick={(event) => props.onOpen(row, { add: event.ctrlKey || event.metaKey, range: event.shiftKey })}
    >
      {problem === null ? (
        <Thumbnail row={row} />
      ) : (
        <span className={classes.noPicture}>
          <IconAlertTriangle size={20} stroke={1.5} aria-hidden />
        </span>
      )}
      <span className={classes.names}>
        <span className={classes.name}>{name}</span>
        {problem === null ? (
          <span className={classes.folder}>{slash < 0 ? '' : row.path.slice(0, slash)}</span>
        ) : (
          <span className={classes.problem}>{problemTitle(t, problem)}</span>
        )}
      </span>
      {row.proposals > 0 && (
        <span className={classes.proposals} title={proposals} data-testid="image-proposals">
          <IconPuzzle size={12} stroke={1.6} aria-hidden />
          {t('common.number', { value: row.proposals })}
        </span>
      )}
      {row.objects > 0 && (
        <span className={classes.badge} title={objects} data-testid="image-objects">
          {t('common.number', { value: row.objects })}
        </span>
      )}
      {problem === null && <EmbeddingDot image={row.id} />}
    </div>
  )
})

/** Whether SAM's embedding of an image is at hand: by colour and by form. */
function EmbeddingDot({ image }: { readonly image: ImageId }): ReactElement | null {
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

/** Rows that only fly past while scrolling ask for nothing; milliseconds. */
const patience = 90
const loaded = new Set<string>()

/**
 * The small picture of an image, asked for once its row has stayed in sight. When there is none, main marks the image
 * in the list.
 */
function Thumbnail({ row }: { readonly row: ImageRow }): ReactElement {
  const url = thumbnailUrl(row)
  const [wanted, setWanted] = useState<string | null>(loaded.has(url) ? url : null)
  const [failed, setFailed] = useState<string | null>(null)
  useEffect(() => {
    if (wanted === url || failed === url) return
    const timer = setTimeout(() => setWanted(url), loaded.has(url) ? 0 : patience)
    return () => clearTimeout(timer)
  }, [url, wanted, failed])
  return (
    <span className={classes.picture}>
      {wanted !== null && (
        <img
          src={wanted}
          alt=""
          draggable={false}
          decoding="async"
          onLoad={() => loaded.add(wanted)}
          onError={() => {
            setFailed(wanted)
            setWanted(null)
          }}
        />
      )}
    </span>
  )
}
