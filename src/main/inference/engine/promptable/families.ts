import type { PromptableFamilyId } from '../model/manifest'
import { edgeSam } from './edgeSam'
import { efficientSam } from './efficientSam'
import type { PromptableFamily } from './family'
import { sam } from './sam'
import { sam2 } from './sam2'

/** The adapters of all families. */
export const families: Readonly<Record<PromptableFamilyId, PromptableFamily>> = {
  sam,
  'edge-sam': edgeSam,
  'efficient-sam': efficientSam,
  sam2
}

/** What people call the families of promptable models. */
export const promptableFamilyNames: readonly string[] = Object.values(families).map(({ name }) => name)
