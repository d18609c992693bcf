import { useEffect, useState, type ReactElement } from 'react'
import type { ImageRow } from '@shared/schema/image'
import { thumbnailUrl } from '../../api/imageUrls'
import classes from './images.module.css'

/** Rows that only fly past while scrolling ask for nothing; milliseconds. */
const patience = 90
const loaded = new Set<string>()
/** The list is no place for a failure: opening the image says what is wrong with it. */
const failed = new Set<string>()

/** The small picture of an image, asked for once its row has stayed in sight. */
export function Thumbnail({ row }: { readonly row: ImageRow }): ReactElement {
  const url = thumbnailUrl(row)
  const [wanted, setWanted] = useState<string | null>(loaded.has(url) ? url : null)
  useEffect(() => {
    if (wanted === url || failed.has(url)) return
    const timer = setTimeout(() => setWanted(url), loaded.has(url) ? 0 : patience)
    return () => clearTimeout(timer)
  }, [url, wanted])
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
            failed.add(wanted)
            setWanted(null)
          }}
        />
      )}
    </span>
  )
}
