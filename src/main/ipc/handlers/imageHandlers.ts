import type { Context, HandlersOf } from './context'

/** The image on the canvas. */
export function imageHandlers({ workspace, opener }: Context): HandlersOf<'image'> {
  return {
    'image.open': ({ image }) => opener.open(image),
    'image.retry': ({ image }) => {
      opener.retry(image)
      return null
    },
    'image.setView': ({ image, view }) => {
      workspace.store.setView(image, view)
      return null
    }
  }
}
