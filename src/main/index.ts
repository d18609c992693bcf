import { dialog } from 'electron'
import log from 'electron-log/main'
import { translator } from '@shared/i18n'
import { systemLanguage } from './app/language'
import { setupLifecycle } from './app/lifecycle'
import { setupLogging } from './app/logging'
import { registerSchemes } from './app/protocol'
import { setupSecurity } from './app/security'

setupLogging()
registerSchemes()
setupSecurity()
// Never awaited at the top level: Electron becomes ready only after this module has run.
setupLifecycle().catch((error: unknown) => {
  log.error('Maskwright cannot start', error)
  const t = translator(systemLanguage())
  const reason = error instanceof Error ? error.message : String(error)
  dialog.showErrorBox(t('dialogs.native.fatalTitle'), t('dialogs.native.fatalMessage', { reason }))
  process.exit(1)
})
