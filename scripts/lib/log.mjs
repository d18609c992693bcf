/** Words of the set-up steps. They go to stderr, so that a command's own stdout stays clean. */
export function say(text) {
  process.stderr.write(`[set-up] ${text}\n`)
}

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`

/**
 * What a step calls with the words for the work it starts; the first call marks the step as not skipped.
 * @typedef {(text: string) => void} Report
 */

/**
 * Runs one step and says how long it took. A step that has nothing to do says so in one line, or nothing if quiet.
 * @template T
 * @param {string} name
 * @param {(report: Report) => Promise<T>} work
 * @param {{ quiet?: boolean }} [options]
 * @returns {Promise<T>}
 */
export async function step(name, work, { quiet = false } = {}) {
  const since = performance.now()
  let worked = false
  const result = await work((text) => {
    worked = true
    say(`${name}: ${text}`)
  })
  if (worked) say(`${name}: done in ${seconds(since)}`)
  else if (!quiet) say(`${name}: nothing to do (${seconds(since)})`)
  return result
}

/** A failure that the user can mend: shown as its words alone, without a stack. */
export class SetupError extends Error {
  name = 'SetupError'
}

/** Prints an error as fits its kind, and sets the exit code. */
export function fail(error) {
  say(error instanceof SetupError ? error.message : String(error?.stack ?? error))
  process.exitCode = 1
}
