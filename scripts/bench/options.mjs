import { existsSync } from 'node:fs'
import os from 'node:os'
import { measureNames } from './measures/names.mjs'

export const usage = `Usage: npm run bench -- [--only ${measureNames.join(',')}] [--rounds N] [--threads N] [--detector FILE] [--patient] [--large | --huge] [--json]`

/** As the engine chooses by itself (src/engine/runtime/threads.ts); given to both sides explicitly. */
function usualThreads(cores = os.availableParallelism()) {
  return cores <= 4 ? cores : Math.min(8, Math.max(4, Math.floor(cores / 2)))
}

/**
 * @typedef {object} Options
 * @property {boolean} json print JSON in place of the table
 * @property {boolean} patient wait while other programs use the processor, and repeat what they disturbed
 * @property {boolean} help
 * @property {boolean} large a COCO file of 1,000,000 objects in place of 100,000, memory over 1,000 images in place of 100
 * @property {boolean} huge the same with so many corners that it has more than 2 GiB; needs 12 GB of disk
 * @property {string | undefined} detector of automatic annotation; undefined: one that finds the same in each image
 * @property {string[]} only the measures to run
 * @property {number | undefined} rounds of each figure; undefined: each measure's own number
 * @property {number} threads of a session, in the application and beside it
 * @property {string} [problem] what is wrong with the arguments
 */

/**
 * @param {string[]} args
 * @returns {Options}
 */
export function parseOptions(args) {
  const options = {
    json: false,
    help: false,
    patient: false,
    large: false,
    huge: false,
    only: measureNames,
    rounds: undefined,
    detector: undefined,
    threads: usualThreads()
  }
  const rest = args.flatMap((arg) => (arg.startsWith('--') ? arg.split('=') : [arg]))
  for (let name = rest.shift(); name !== undefined; name = rest.shift()) {
    if (['--json', '--help', '--patient', '--large', '--huge'].includes(name)) options[name.slice(2)] = true
    else if (name === '--only') options.only = (rest.shift() ?? '').split(',')
    else if (name === '--detector') options.detector = rest.shift()
    else if (name === '--rounds' || name === '--threads') options[name.slice(2)] = Number(rest.shift())
    else options.problem = `There is no option ${name}.`
  }
  if (options.patient && process.platform !== 'linux') options.problem = '--patient works on Linux only.'
  const unknown = options.only.filter((name) => !measureNames.includes(name))
  if (unknown.length > 0) options.problem = `There is no measure called "${unknown.join(', ')}".`
  if (options.detector !== undefined && !existsSync(options.detector))
    options.problem = `--detector: there is no file ${options.detector}.`
  for (const name of ['rounds', 'threads']) {
    const value = options[name]
    if (value !== undefined && !(Number.isInteger(value) && value > 0))
      options.problem = `--${name} wants a number above 0.`
  }
  return options
}
