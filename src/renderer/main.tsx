import './theme/styles'
import './noEval'
import { createRoot } from 'react-dom/client'
import { App } from './App'
import { windowClient } from './api/client'
import { createNotifier } from './panels/common/notifier'
import { createApp } from './state/app'
import { wireEvents } from './state/events'
import { attachKeyboard } from './state/keyboard'
import { followLanguage } from './state/followLanguage'
import { reportUnexpected } from './state/unexpected'

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
