import { runExport } from '../../jobs/runExport'
import type { Context, HandlersOf } from './context'

/** Exports, as jobs with progress. */
export function exportHandlers(context: Context): HandlersOf<'export'> & HandlersOf<'job'> {
  const { workspace, jobs, chooseFolder, showFolder } = context
  return {
    'export.chooseFolder': async () => {
      const folder = await chooseFolder('export')
      return folder === null ? null : { token: workspace.folders.grant(folder), location: folder }
    },
    'export.start': ({ folder, options }) => {
      const destination = workspace.folders.folder(folder)
      const project = workspace.exportSource()
      return {
        job: jobs.start((signal, report) => runExport({ project, options, destination }, signal, report))
      }
    },
    'export.show': async ({ job }) => {
      const result = jobs.result(job)
      if (result?.kind === 'done') await showFolder(result.report.destination)
      return null
    },
    'job.cancel': ({ job }) => {
      jobs.cancel(job)
      return null
    }
  }
}
