// Puts the weights of the default model in place (npm run prepare:models).
import { fail, step } from './lib/log.mjs'
import { prepareModels } from './setup/models.mjs'

await step('models', prepareModels, { quiet: process.argv.includes('--quiet') }).catch(fail)
