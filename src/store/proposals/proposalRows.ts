import { z } from 'zod'
import type { ProposalView } from '@shared/ipc/views'
import {
  detectedSchema,
  everythingStrategySchema,
  poolFiltersSchema,
  poolStateSchema
} from '@shared/schema/proposal'
import type { EverythingParams } from '@shared/segment/params'
import { pointSchema } from '@shared/schema/shape'
import { column, storedJson } from '../database/rowValues'
import type { SqlRow } from '../database/sqlite'

const boxSchema = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })

/** A proposal's numbers; its runs have a column of their own. */
const dataSchema = z.object({
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  area: z.number(),
  box: boxSchema,
  score: z.number(),
  stability: z.number(),
  point: pointSchema,
  cropBox: boxSchema,
  detected: detectedSchema.optional()
})

/** What the table of proposals keeps of one. */
export function proposalColumns(proposal: ProposalView): { counts: string; data: string } {
  const { mask, area, box, score, stability, point, cropBox, detected } = proposal
  const { width, height, counts } = mask
  return {
    counts,
    data: JSON.stringify({ width, height, area, box, score, stability, point, cropBox, detected })
  }
}

/** A row of the table of proposals. Throws when it makes no sense. */
export function readProposal(row: SqlRow): ProposalView {
  const { width, height, ...data } = dataSchema.parse(JSON.parse(column.text(row, 'data')))
  return {
    id: column.text(row, 'id'),
    mask: { width, height, counts: column.text(row, 'counts') },
    ...data,
    dismissed: column.number(row, 'dismissed') === 1
  }
}

/** The settings of a pool, as text that is equal for equal settings. */
export function paramsText(params: EverythingParams): string {
  const names = Object.keys(params).sort() as (keyof EverythingParams)[]
  return JSON.stringify(Object.fromEntries(names.map((name) => [name, params[name]])))
}

/** A row of the table of pools. Throws when it makes no sense. */
export function readPool(row: SqlRow) {
  return {
    modelId: column.text(row, 'model'),
    params: JSON.parse(column.text(row, 'params')) as EverythingParams,
    strategy: everythingStrategySchema.parse(row['strategy']),
    state: poolStateSchema.parse(row['state']),
    decodes: column.number(row, 'decodes'),
    skipped: column.number(row, 'skipped'),
    total: column.number(row, 'total'),
    filters: storedJson(row, 'filters', poolFiltersSchema) ?? null
  }
}
