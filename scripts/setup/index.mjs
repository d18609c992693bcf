import { step } from '../lib/log.mjs'
import { prepareElectron } from './electron.mjs'
import { prepareLibraries } from './libraries/index.mjs'
import { prepareModels } from './models.mjs'
import { prepareSamples } from './samples.mjs'

/**
 * Prepares a checkout for running the application. Each step looks at what is there and does only what is missing.
 * @param {{ quiet?: boolean }} [options] quiet: say nothing of steps with nothing to do
 */
export async function setUp(options = {}) {
  await step('models', prepareModels, options)
  await step('samples', prepareSamples, options)
  await step('electron', prepareElectron, options)
  await step('system libraries', prepareLibraries, options)
}
