// Makes the installers for this platform (npm run package). Refuses every Electron but the official one.
import { fail, say } from './lib/log.mjs'
import { packageApplication } from './packaging/builder.mjs'

await packageApplication(process.argv.slice(2), { release: true }).then(
  () => say('The installers are in dist/.'),
  fail
)
