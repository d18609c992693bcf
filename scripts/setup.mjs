// Prepares a checkout: the model's files, the sample images, the Electron runtime, the system's libraries.
import { fail } from './lib/log.mjs'
import { setUp } from './setup/index.mjs'

await setUp({ quiet: process.argv.includes('--quiet') }).catch(fail)
