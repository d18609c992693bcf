import type { Context, HandlersOf } from './context'

/** The image on the canvas. */
export function imageHandlers({ workspace, opener }: Context): HandlersOf<'image'> {
  return {
    'image.open': ({ image }) => opener.open(image),
    'image.setView': ({ image, view }) => {
      workspace.store.setView(image, view)
      return null
    }
  }
}
