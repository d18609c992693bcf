import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { outcomeOf, type Files, type Outcome, type Target } from './target'
import { calls } from './targets/calls'
import { images } from './targets/images'
import { labels } from './targets/labels'
import { models } from './targets/models'
import { projects } from './targets/projects'
import { zips } from './targets/zips'

/** What the process that leads asks for: a target's seeds, or one case. */
interface Request {
  readonly target: string
  readonly seeds?: true
  readonly files?: Files
}

interface Answer {
  readonly seeds?: readonly Files[]
  readonly outcome?: Outcome
  /** The most memory that this process has held, in MB. */
  readonly peakMb: number
}

const targets: Readonly<Record<string, Target>> = { images, labels, models, zips, projects, calls }

process.on('message', (request: Request) => void perform(request).then((answer) => process.send?.(answer)))
process.on('disconnect', () => process.exit())

async function perform({ target: name, files }: Request): Promise<Answer> {
  const target = targets[name]
  if (!target) throw new Error(`There is no target ${name}`)
  if (!files) return { seeds: await target.seeds(), peakMb: peakMb() }
  // Two levels down, so that a name that leads out lands where the run can see it.
  const outside = await mkdtemp(join(process.cwd(), 'case-'))
  const folder = join(outside, 'in', 'here')
  await mkdir(folder, { recursive: true })
  try {
    const outcome = await outcomeOf((tell) => target.run(files, folder, tell))
    return { outcome, peakMb: peakMb() }
  } finally {
    await rm(outside, { recursive: true, force: true })
  }
}

const peakMb = (): number => process.resourceUsage().maxRSS / 1024
