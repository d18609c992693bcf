import type { ProposalView } from '@shared/ipc/views'
import { CoverageIndex } from '@shared/proposals/coverageIndex'
import { offerOf } from '@shared/proposals/coverage'
import { annotationSchema } from '@shared/schema/annotation'
import type { ImageId } from '@shared/schema/ids'
import { defaultPoolFilters, poolFiltersSchema, type PoolFilters } from '@shared/schema/proposal'
import type { Shape } from '@shared/schema/shape'
import { readProposal } from './proposalRows'
import { column, storedJson } from '../database/rowValues'
import type { Sqlite, SqlRow } from '../database/sqlite'

/** A proposal or a shape, and the text that it was read from. */
interface Known<T> {
  readonly text: string
  readonly value: T
}

/**
 * Counts the proposals that an image's pool still offers: neither objects by now, nor dismissed, nor left out by the
 * pool's filters. What was worked out for the image that was counted last is kept, so that each edit of it costs what
 * it changed.
 */
export class RemainingProposals {
  #image: ImageId | null = null
  #coverage = new CoverageIndex()
  #proposals = new Map<string, Known<ProposalView>>()
  #shapes = new Map<string, Known<Shape>>()

  constructor(
    private readonly db: Sqlite,
    /** Told about a proposal that cannot be read, which is then not counted. */
    private readonly onFault: (error: unknown) => void
  ) {}

  /** 0 without a pool. */
  count(image: ImageId): number {
    const pool = this.db.get('SELECT * FROM pools WHERE image = ? AND discarded = 0', image)
    if (image !== this.#image) this.#forget(image)
    if (pool === undefined) return 0
    const proposals = this.#readProposals(column.number(pool, 'id'))
    const size = proposals[0]?.mask
    if (!size) return 0
    const coverage = this.#coverage.update(proposals, this.#readShapes(image), size)
    return offerOf(proposals, filtersOf(pool) ?? defaultPoolFilters, coverage).visible.length
  }

  #forget(image: ImageId): void {
    this.#image = image
    this.#coverage = new CoverageIndex()
    this.#proposals = new Map()
    this.#shapes = new Map()
  }

  #readProposals(pool: number): ProposalView[] {
    const before = this.#proposals
    this.#proposals = new Map()
    const sql = `SELECT * FROM proposals WHERE pool = ? AND ${readable('counts')} AND ${readable('data')} ORDER BY row`
    for (const row of this.db.all(sql, pool)) {
      const id = column.text(row, 'id')
      const text = `${column.text(row, 'counts')} ${column.text(row, 'data')}`
      try {
        const known = before.get(id)
        const value = known?.text === text ? known.value : readProposal(row)
        const dismissed = column.number(row, 'dismissed') === 1
        this.#proposals.set(id, {
          text,
          value: value.dismissed === dismissed ? value : { ...value, dismissed }
        })
      } catch (error) {
        this.onFault(error)
      }
    }
    return [...this.#proposals.values()].map(({ value }) => value)
  }

  /** An object that cannot be read covers nothing; it is told when the image is opened. */
  #readShapes(image: ImageId): Shape[] {
    const before = this.#shapes
    this.#shapes = new Map()
    const sql = `SELECT id, data FROM annotations WHERE image = ? AND ${readable('data')} ORDER BY row`
    for (const row of this.db.all(sql, image)) {
      const id = column.text(row, 'id')
      const text = column.text(row, 'data')
      const known = before.get(id)
      const value = known?.text === text ? known.value : readShape(text)
      if (value) this.#shapes.set(id, { text, value })
    }
    return [...this.#shapes.values()].map(({ value }) => value)
  }
}

/** Leaves out what is too large to be read, and would fail the statement as a whole. */
const readable = (column: string): string => `octet_length(${column}) < 60000000`

function filtersOf(pool: SqlRow): PoolFilters | null {
  return storedJson(pool, 'filters', poolFiltersSchema) ?? null
}

function readShape(text: string): Shape | null {
  try {
    return annotationSchema.parse(JSON.parse(text)).shape
  } catch {
    return null
  }
}
