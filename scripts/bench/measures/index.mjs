import { say } from '../../lib/log.mjs'
import { figure } from '../figures.mjs'
import { patientRounds, plainRounds } from '../rounds.mjs'
import { startRaw } from '../raw.mjs'
import { measureAhead } from './ahead.mjs'
import { measureAutoAnnotate } from './autoAnnotate.mjs'
import { browse } from './browse.mjs'
import { measureEverything } from './everything.mjs'
import { measureFolder } from './folder.mjs'
import { measureFormats } from './formats.mjs'
import { measureImports } from './imports.mjs'

/**
 * Runs the measures that were chosen, one after the other, and gives their figures.
 * @param {{ options: import('../options.mjs').Options, folder: string, env: Record<string, string> }} around
 * @returns {Promise<import('../figures.mjs').Figure[]>}
 */
export async function runMeasures({ options, folder, env }) {
  const figures = []
  const coldStarts = []
  const chosen = (...names) => names.some((name) => options.only.includes(name))
  const raw = await startRaw(options.threads)
  const add = (figure) => {
    figures.push(figure)
    say(`${figure.name}: ${figure.median} ${figure.unit}${figure.ratio ? ` (× ${figure.ratio})` : ''}`)
  }
  const repeat = options.patient ? patientRounds : plainRounds
  const context = { raw, folder, env, options, repeat, add, coldStarts, chosen }
  try {
    if (chosen('prompt', 'open', 'switch')) await browse(context)
    if (chosen('ahead')) await measureAhead(context)
    if (chosen('everything')) await measureEverything(context)
    if (chosen('auto-annotate')) await measureAutoAnnotate(context)
  } finally {
    raw.close()
  }
  if (chosen('folder')) await measureFolder(context)
  if (chosen('formats')) await measureFormats(context)
  if (chosen('imports')) await measureImports(context)
  if (coldStarts.length > 0) add(figure('process start to first paint', coldStarts))
  return figures
}
