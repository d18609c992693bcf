import { ProblemError } from '@shared/schema/problem'
import type { Context, HandlersOf } from './context'

/** Start, end, clipboard. */
export function appHandlers(context: Context): HandlersOf<'app'> {
  const { settings, recent, workspace, inference, closeGuard, pasteGuard, desktop, jobs } = context
  return {
    'app.bootstrap': () => {
      closeGuard.pageBegins()
      return {
        version: desktop.version,
        platform: process.platform,
        settings: settings.current,
        systemLanguage: desktop.systemLanguage(),
        heldBack: recent.heldBack(),
        project: workspace.view(),
        recent: recent.list(),
        engine: inference.engine(),
        jobs: jobs.list()
      }
    },
    'app.unsaved': ({ count }) => {
      closeGuard.report(count)
      return null
    },
    'app.finished': () => {
      closeGuard.pageFinished()
      return null
    },
    'app.copy': async ({ text }) => {
      await desktop.copyText(text)
      return null
    },
    'app.editText': ({ edit }) => {
      if (edit === 'paste' && !pasteGuard.take()) {
        throw new ProblemError('bad-input', 'Nobody chose Paste in the menu', { reason: 'paste' })
      }
      desktop.editText(edit)
      return null
    }
  }
}
