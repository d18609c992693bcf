import { describeFormats } from '../../../jobs/describeFormats'
import type { TaskListener, TaskProgress } from '../../../jobs/jobTask'
import type { Context, HandlersOf } from './context'

/** Exports, as jobs with progress, and what is looked at before. */
export function exportHandlers(context: Context): HandlersOf<'export'> {
  const { workspace, jobs, runTask, chooseFolder, showFolder } = context
  return {
    'export.formats': () => describeFormats(),
    'export.preflight': ({ options }) => {
      const task = { of: 'preflight', project: workspace.exportSource(), options } as const
      return {
        job: jobs.start('preflight', (signal, report) => runTask<'preflight'>(task, signal, listener(report)))
      }
    },
    'export.simplifyCost': (asked) => {
      const task = { of: 'simplify', project: workspace.exportSource(), ...asked } as const
      return {
        job: jobs.start('simplify', (signal, report) => runTask<'simplify'>(task, signal, listener(report)))
      }
    },
    'export.chooseFolder': async () => {
      const folder = await chooseFolder('export')
      return folder === null ? null : { token: workspace.folders.grant(folder, 'export'), location: folder }
    },
    'export.start': ({ folder, options }) => {
      const destination = workspace.folders.folder(folder, 'export')
      const task = { of: 'export', project: workspace.exportSource(), options, destination } as const
      return {
        job: jobs.start('export', (signal, report) => runTask<'export'>(task, signal, listener(report)))
      }
    },
    'export.show': async ({ job }) => {
      const result = jobs.result(job)
      if (result?.kind === 'done' && result.of === 'export') await showFolder(result.report.destination)
      return null
    }
  }
}

/** Only an import has something to deliver. */
function listener(progress: (progress: TaskProgress) => void): TaskListener {
  return { progress, deliver: () => Promise.resolve() }
}
