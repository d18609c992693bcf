import { rebuild } from '../recovery/salvage/rebuild'
import type { GuardedRequest, GuardedResults } from './guarded'
import { vetProject } from './vetProject'

/** Does the work in this process. @throws ProblemError */
export async function doGuarded(request: GuardedRequest): Promise<GuardedResults[GuardedRequest['work']]> {
  if (request.work === 'rebuild') return rebuild(request)
  await vetProject(request.directory)
  return null
}
