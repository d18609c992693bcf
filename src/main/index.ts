import '../engine/runtime/telemetry'
import './security/refuseRemoteDebugging'
import { dialog } from 'electron'
import log from 'electron-log/main'
import { translator } from '@shared/i18n'
import { denyPaste, denyDownloads, disableWebRtc } from './security/denied'
import { setupLifecycle } from './app/lifecycle'
import { setupLogging } from './app/logging'
import { setupNetwork } from './security/network/sessions'
import { registerSchemes } from './protocols/protocol'
import { setupSecurity } from './security/security'
import { systemLanguage } from './window/systemLanguage'
setupLogging()
registerSchemes()
setupNetwork()
setupSecurity()
denyDownloads()
denyPaste()
disableWebRtc()
// Never awaited at the top level: Electron becomes ready only after this module has run.
setupLifecycle().catch((error: unknown) => {
  log.error('Maskwright cannot start', error)
  const t = translator(systemLanguage())
  const reason = error instanceof Error ? error.message : String(error)
  dialog.showErrorBox(t('dialogs.native.fatalTitle'), t('dialogs.native.fatalMessage', { reason }))
  process.exit(1)
})
