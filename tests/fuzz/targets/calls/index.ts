import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Result } from '@shared/ipc/result'
import { defaultSettings } from '@shared/schema/settings'
import { checkNothingOutside } from '../../files'
import { Fault, type Files, type Summary, type Target } from '../../target'
import { Given } from './given'
import { CallHost } from './host'
import { cheap } from './limits'
import { checkUntouched, makePlace, resetPlace, untouchable, type Place } from './place'
import { seedCases, SETTLED } from './scenarios'
import { groupsOf, type Step } from './steps'
import { valueOf } from './values'

/** The application that answers, for as long as this process lives, and the folders that it finds. */
interface Home {
  readonly host: CallHost
  readonly place: Place
  readonly before: ReadonlyMap<string, string>
}

let home: Promise<Home> | undefined

/**
 * Calls of a page that somebody else has taken over, to the application's own services: whole sequences, on a project
 * that is new with each case. The answers are values, or problems for a person; the project opens afterwards; nothing
 * is changed but what calls may write to.
 */
export const calls: Target = {
  seeds: () => Promise.resolve(seedCases()),

  async run(files, _folder, tell) {
    home ??= begin()
    const { host, place, before } = await home
    await beginCase(host, place)
    const summary = await makeCalls(host, files)
    await endCase(host)
    await checkUntouched(place, before)
    await checkNothingOutside(place.root)
    await checkWorkingFolder()
    checkPrototypes()
    host.check()
    tell(summary)
  }
}

async function begin(): Promise<Home> {
  const root = join(process.cwd(), `calls-${process.pid}`, 'in', 'here')
  await mkdir(root, { recursive: true })
  const place = await makePlace(root, process.env['FUZZ_FIXTURES'] ?? '')
  const host = new CallHost(place, process.env['FUZZ_ROOT'] ?? '')
  return { host, place, before: await untouchable(place) }
}

/** The project is open and empty, the settings are those of a first start, and no model was added. */
async function beginCase(host: CallHost, place: Place): Promise<void> {
  const { workspace, settings, models } = host.services
  await workspace.close()
  await resetPlace(place)
  // Encoding ahead would be most of the time.
  settings.update({ ...defaultSettings, encodeAhead: 0 })
  for (const { entry, builtIn } of models.library.list()) {
    if (!builtIn) await models.remove(entry.id)
  }
  await mustOpen(host)
  valueIn(await host.call('project.rescan', undefined))
}

/** What goes on is ended, and the project opens again with all of its images. */
async function endCase(host: CallHost): Promise<void> {
  await host.settle()
  await host.services.workspace.close()
  await mustOpen(host)
  const rows = valueIn(await host.call('project.images', undefined)) as readonly { readonly id: number }[]
  for (const { id } of rows) await host.call('image.open', { image: id })
  await host.services.workspace.close()
}

async function mustOpen(host: CallHost): Promise<void> {
  const result = (await host.call('project.openLaunch', undefined)) as Result<{ readonly kind?: string }>
  if (!result.ok) throw new Fault(`the project does not open: ${result.problem.message}`)
  if (result.value.kind !== 'opened') throw new Fault(`the project is ${String(result.value.kind)}`)
}

function valueIn(result: Result<unknown>): unknown {
  if (!result.ok) throw new Fault(`no value: ${result.problem.message}`)
  return result.value
}

/** Makes the calls of a case; tells how they were answered. */
async function makeCalls(host: CallHost, files: Files): Promise<Summary> {
  const given = new Given()
  const ways = new Set<string>()
  const counts = { calls: 0, values: 0 }
  const make = async ({ name: kept, input: keptInput }: Step): Promise<void> => {
    if (kept === SETTLED) return host.settled()
    const name = valueOf(kept, given.values)
    const arrived = crossing(valueOf(keptInput, given.values))
    const input = arrived && cheap(name, arrived.value, (id) => host.hasModel(id))
    if (!input) return
    const result = await host.call(name, input.input)
    counts.calls += 1
    if (result.ok) {
      counts.values += 1
      given.take(name, result.value)
    } else ways.add(`${String(kept).slice(0, 40)}: ${result.problem.kind}`)
  }
  for (const steps of groupsOf(files)) await Promise.all(steps.map(make))
  return { reason: [...ways].sort().join(', '), counts }
}

/** The value as it arrives in another process; null where it cannot be sent at all. */
function crossing(value: unknown): { readonly value: unknown } | null {
  try {
    return { value: structuredClone(value) }
  } catch {
    return null
  }
}

/** @throws Fault where a relative path was written, which begins in the folder of this run; the harness has folders there */
async function checkWorkingFolder(): Promise<void> {
  const strays = (await readdir(process.cwd())).filter((name) => !/^(calls|case|seed)-/.test(name))
  if (strays.length > 0) throw new Fault(`written into the working folder: ${strays.join(', ')}`)
}

function checkPrototypes(): void {
  for (const prototype of [Object.prototype, Array.prototype, Function.prototype]) {
    const [stray] = Object.keys(prototype)
    if (stray !== undefined) throw new Fault(`a prototype was given "${stray}"`)
  }
}
