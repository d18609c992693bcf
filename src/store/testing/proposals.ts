import { defaultEverythingParams } from '@shared/segment/params'
import type { ProposalView } from '@shared/ipc/views'
import type { RunId } from '@shared/schema/proposal'
import { maskFromRle } from '@shared/mask/maskData'
import type { PoolDelivery, PoolSettings } from '../proposals/proposals'

/** Settings as the window gives them by default. */
export const poolSettings: PoolSettings = {
  modelId: 'mobile-sam',
  params: defaultEverythingParams,
  strategy: 'fast'
}

/** A proposal with the upper rows of an image of 8 × 6 pixels. */
export function proposal(id: string, rows = 2, fields: Partial<ProposalView> = {}): ProposalView {
  const rle = { width: 8, height: 6, counts: Uint32Array.of(0, rows * 8, (6 - rows) * 8) }
  const { width, height, counts } = maskFromRle(rle)
  return {
    id,
    mask: { width, height, counts },
    area: rows * 8,
    box: { x: 0, y: 0, width: 8, height: rows },
    score: 0.9,
    stability: 0.97,
    point: { x: 4.5, y: 0.5 },
    cropBox: { x: 0, y: 0, width: 8, height: 6 },
    dismissed: false,
    ...fields
  }
}

/** What a run brings; it goes on unless `fields` say otherwise. */
export function delivery(added: readonly ProposalView[], fields: Partial<PoolDelivery> = {}): PoolDelivery {
  const run = 'a-run' as RunId
  const counts = { decodes: 10, skipped: 1, total: 100 }
  return { run, added, removed: [], ...counts, state: 'running', problem: null, ...fields }
}
