import type { JobListener } from '../jobs'

/** Nobody listens to the jobs. */
export const unheard: JobListener = { progress: () => undefined, finished: () => undefined }
