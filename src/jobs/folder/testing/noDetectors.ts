import { ProblemError } from '@shared/schema/problem'
import type { DetectorLibrary } from '../autoAnnotateWork'

/** A library without detectors. */
export const noDetectors: DetectorLibrary = {
  verified: (id) => Promise.reject(new ProblemError('model-missing', `There is no model ${id}`, { file: id }))
}
