// Installs the check of commit messages as a Git hook (npm run setup:hooks). Optional: no other command installs it.
import { installHooks } from './hooks/install.mjs'
import { fail, say } from './lib/log.mjs'
import { root } from './lib/paths.mjs'

await installHooks(root).then(
  ({ file, isNew }) => say(`hooks: ${isNew ? 'installed' : 'already installed'}: ${file}`),
  fail
)
