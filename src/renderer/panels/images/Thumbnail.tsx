import { useEffect, useState, type ReactElement } from 'react'
import type { ImageRow } from '@shared/schema/image'
import { thumbnailUrl } from '../../api/imageUrls'
import classes from './images.module.css'

/** Rows that only fly past while scrolling ask for nothing; milliseconds. */
const patience = 90
const loaded = new Set<string>()

/**
 * The small picture of an image, asked for once its row has stayed in sight. When there is none, main marks the image
 * in the list.
 */
export function Thumbnail({ row }: { readonly row: ImageRow }): ReactElement {
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
