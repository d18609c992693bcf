import log from 'electron-log/main'
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
  process.exit(1)
})
