import './theme/ThemeProvider'
import './noEval'
import { createRoot } from 'react-dom/client'
import { App } from './App'
import { windowClient } from './api/client'
import { createNotifier } from './panels/common/notifier'
import { createApp } from './state/app'
import { wireEvents } from './state/events'
import { attachKeyboard } from './state/keyboard'
import type { i18n } from 'i18next'
import type { Notifier } from './state/notifier'

async function begin(root: HTMLElement): Promise<void> {
  const client = windowClient()
  const bootstrap = await client.call('app.bootstrap')
  const app = createApp(client, bootstrap, createNotifier)
  reportUnexpected(app.notifier, window)
  followLanguage(app.i18n, document)
  wireEvents(app)
  attachKeyboard(app, window)
  createRoot(root).render(<App app={app} />)
  await (bootstrap.project === null ? app.opening.openLaunch() : app.opening.show(bootstrap.project))
}

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no #root.')
begin(root).catch((error: unknown) => {
  // Nothing can be translated or drawn yet, so the bare words must do.
  root.textContent = error instanceof Error ? error.message : String(error)
  throw error
})

/** Keeps the document's language in step, which spelling, hyphens and screen readers go by. */
function followLanguage(texts: i18n, page: Document): void {
  const follow = (language: string): void => {
    page.documentElement.lang = language
  }
  follow(texts.language)
  texts.on('languageChanged', follow)
}

/** Shows what nobody caught, so that nothing fails in silence. */
function reportUnexpected(notifier: Notifier, target: Window): void {
  target.addEventListener('unhandledrejection', (event) => notifier.error(event.reason))
  target.addEventListener('error', (event) => {
    // The browser reports harmless layout loops of ResizeObserver as errors without an error.
    if (event.error !== null && event.error !== undefined) notifier.error(event.error)
  })
}
