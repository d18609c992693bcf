import type { Context, HandlersOf } from './context'

/** Every job alike, whatever it does. */
export function jobHandlers({ jobs }: Context): HandlersOf<'jobs'> {
  return {
    'jobs.pause': async ({ job }) => {
      await jobs.pause(job)
      return null
    },
    'jobs.resume': async ({ job }) => {
      await jobs.resume(job)
      return null
    },
    'jobs.cancel': async ({ job }) => {
      await jobs.cancel(job)
      return null
    },
    'jobs.dismiss': async ({ job }) => {
      await jobs.dismiss(job)
      return null
    }
  }
}
