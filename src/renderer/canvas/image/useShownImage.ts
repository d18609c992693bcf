import { useEffect, useRef, type RefObject } from 'react'
import type { ImageId } from '@shared/schema/ids'
import type { ImageRow } from '@shared/schema/image'
import type { Problem } from '@shared/schema/problem'
import type { EditorStore } from '../../editor/editorState'
import type { ImageLoader } from './imageLoader'
import type { Picture } from './decodePicture'

/** The pixels of an image. */
export interface ShownImage {
  readonly id: ImageId
  readonly picture: Picture
}

interface ShownImageOptions {
  readonly loader: ImageLoader
  readonly store: EditorStore
  readonly imageUrl: (image: ImageRow) => string
  readonly onProblem: (image: ImageRow, problem: Problem) => void
  /** The pixels changed: paint. */
  readonly onChange: () => void
}

/** Follows the editor's image with its decoded pixels, in a ref, since painting and not rendering needs them. */
export function useShownImage(options: ShownImageOptions): RefObject<ShownImage | null> {
  const shown = useRef<ShownImage | null>(null)
  const latest = useRef(options)
  useEffect(() => {
    latest.current = options
  })

  const { loader, store, imageUrl } = options
  useEffect(() => {
    let wanted: string | null = null
    const follow = (image: ImageRow | null): void => {
      const url = image && imageUrl(image)
      if (url === wanted) return
      wanted = url
      const picture = url === null ? null : loader.peek(url)
      shown.current = image && picture && { id: image.id, picture }
      latest.current.onChange()
      if (!image || url === null || picture) return
      void loader.load(url, image).then((loaded) => {
        // The user has gone on to another image meanwhile.
        if (wanted !== url) return
        if (loaded.kind === 'failed') latest.current.onProblem(image, loaded.problem)
        else shown.current = { id: image.id, picture: loaded.picture }
        latest.current.onChange()
      })
    }
    follow(store.getState().image)
    const end = store.subscribe((state, before) => {
      if (state.image !== before.image) follow(state.image)
    })
    return () => {
      wanted = null
      end()
    }
  }, [store, imageUrl, loader])
  return shown
}
