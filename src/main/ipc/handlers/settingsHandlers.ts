import type { Context, HandlersOf } from './context'

/** The user's settings. A mirror is confirmed in a native dialog: the page must not choose where models come from. */
export function settingsHandlers({
  settings,
  confirmations
}: Pick<Context, 'settings' | 'confirmations'>): HandlersOf<'settings'> {
  return {
    'settings.update': async ({ modelMirror, ...others }) => {
      const before = settings.current.modelMirror
      if (modelMirror === undefined || modelMirror === before) return settings.update(others)
      const confirmed = await confirmations.mirror(before, modelMirror)
      return settings.update(confirmed ? { ...others, modelMirror } : others)
    }
  }
}
