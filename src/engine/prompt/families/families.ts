import type { PromptableFamilyId } from '../../models/manifest'
import { edgeSam } from './edgeSam'
import { efficientSam } from './efficientSam'
import type { PromptableFamily } from './family'
import { sam } from './sam'
import { sam2 } from './sam2'
import { sam2Transformers } from './sam2Transformers'
import { samHq } from './samHq'
import { samTransformers } from './samTransformers'

/** The adapters of all families. */
export const families: Readonly<Record<PromptableFamilyId, PromptableFamily>> = {
  sam,
  'sam-hq': samHq,
  'edge-sam': edgeSam,
  'efficient-sam': efficientSam,
  sam2,
  'sam-transformers': samTransformers,
  'sam2-transformers': sam2Transformers
}

/** What people call the families of promptable models. */
export const promptableFamilyNames: readonly string[] = Object.values(families).map(({ name }) => name)
