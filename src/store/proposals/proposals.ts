import type { EverythingParams } from '@shared/segment/params'
import type { ProposalPool, ProposalsChange, ProposalView } from '@shared/ipc/views'
import type { ImageId } from '@shared/schema/ids'
import type { EverythingStrategy, PoolFilters } from '@shared/schema/proposal'
import type { ImageIndex } from '../scan/imageIndex'
import type { ImageSize } from '../maskCheck'
import { paramsText, proposalColumns, readPool, readProposal } from './proposalRows'
import { RemainingProposals } from './remainingProposals'
import { column } from '../database/rowValues'
import type { Sqlite, SqlRow } from '../database/sqlite'
import type { StoreChanges } from '../storeChanges'

/** A pool as it is kept; which run fills it is known elsewhere. */
export type StoredPool = Omit<ProposalPool, 'run'>

/** What a pool is made with. */
export interface PoolSettings {
  readonly modelId: string
  readonly params: EverythingParams
  readonly strategy: EverythingStrategy
}

/** What a run brings to its image's pool. */
export type PoolDelivery = Omit<ProposalsChange, 'image'>

/** Names a pool of this file. */
export type PoolKey = number

/**
 * The proposals of the images: each image shows one pool at most, and one more may be put away. Every call is one
 * transaction. What is here can be worked out again, so it has no history.
 */
export class ProposalStore {
  readonly #left: RemainingProposals

  constructor(
    private readonly db: Sqlite,
    private readonly index: ImageIndex,
    private readonly changes: StoreChanges,
    /** Told about a proposal that cannot be read, which is then left out. */
    private readonly onFault: (error: unknown) => void
  ) {
    // It is told when the pool is loaded.
    this.#left = new RemainingProposals(db, () => undefined)
  }

  /** Takes a file over from an application that has ended: no run goes on, and nothing is put away any more. */
  settle(): void {
    this.db.transaction(() => {
      this.db.run('DELETE FROM pools WHERE discarded = 1')
      this.db.run(`UPDATE pools SET state = 'stopped' WHERE state = 'running'`)
    })
  }

  /** An image's pool, in the order found, or null. */
  load(image: ImageId): StoredPool | null {
    const row = this.db.get('SELECT * FROM pools WHERE image = ? AND discarded = 0', image)
    if (row === undefined) return null
    const pool = this.#readPool(row)
    if (pool === null) return null
    const proposals: ProposalView[] = []
    const sql = 'SELECT * FROM proposals WHERE pool = ? ORDER BY row'
    for (const each of this.db.all(sql, column.number(row, 'id'))) {
      try {
        proposals.push(readProposal(each))
      } catch (error) {
        this.onFault(error)
      }
    }
    return { image, ...pool, proposals }
  }

  /** A pool that makes no sense is as good as none: segmenting the image makes a new one. */
  #readPool(row: SqlRow): ReturnType<typeof readPool> | null {
    try {
      return readPool(row)
    } catch (error) {
      this.onFault(error)
      return null
    }
  }

  /**
   * Begins an image's new pool with the first that its run brings. The pool that it had goes, also one that was put
   * away; its filters stay.
   */
  begin(image: ImageId, { modelId, params, strategy }: PoolSettings, first: PoolDelivery): PoolKey {
    return this.#write(
      image,
      () => {
        const filters = this.db.get('SELECT filters FROM pools WHERE image = ? ORDER BY discarded', image)
        this.db.run('DELETE FROM pools WHERE image = ?', image)
        const { lastId: pool } = this.db.run(
          `INSERT INTO pools (image, version, model, params, strategy, state, decodes, skipped, total, filters)
         VALUES (?, ?, ?, ?, ?, 'running', 0, 0, 0, ?)`,
          image,
          this.#version(image),
          modelId,
          paramsText(params),
          strategy,
          filters === undefined ? null : column.textOrNull(filters, 'filters')
        )
        this.#take(pool, first)
        return pool
      },
      first
    )
  }

  /** Takes in what a run brings. */
  deliver(image: ImageId, pool: PoolKey, delivery: PoolDelivery): void {
    this.#write(image, () => this.#take(pool, delivery), delivery)
  }

  setDismissed(image: ImageId, ids: readonly string[], dismissed: boolean): void {
    const sql = `UPDATE proposals SET dismissed = ? WHERE id = ?
      AND pool = (SELECT id FROM pools WHERE image = ? AND discarded = 0)`
    this.#write(image, () => {
      for (const id of ids) this.db.run(sql, dismissed ? 1 : 0, id, image)
    })
  }

  setFilters(image: ImageId, filters: PoolFilters): void {
    const sql = 'UPDATE pools SET filters = ? WHERE image = ? AND discarded = 0'
    this.#write(image, () => this.db.run(sql, JSON.stringify(filters), image))
  }

  /** Puts an image's pool away; the one that was put away before goes. */
  discard(image: ImageId): void {
    this.#write(image, () => {
      const shown = this.db.get('SELECT 1 FROM pools WHERE image = ? AND discarded = 0', image)
      if (shown === undefined) return
      this.db.run('DELETE FROM pools WHERE image = ? AND discarded = 1', image)
      this.db.run('UPDATE pools SET discarded = 1 WHERE image = ?', image)
    })
  }

  /** Brings back the pool that was put away, unless another has taken its place. */
  restore(image: ImageId): void {
    this.#write(image, () => {
      const shown = this.db.get('SELECT 1 FROM pools WHERE image = ? AND discarded = 0', image)
      if (shown === undefined) this.db.run('UPDATE pools SET discarded = 0 WHERE image = ?', image)
    })
  }

  /**
   * The objects of an image have changed, so that others of its proposals are left. Emits nothing: the change of the
   * objects does. Returns whether the number in the image's row changed.
   */
  recount(image: ImageId): boolean {
    if (this.db.get('SELECT 1 FROM pools WHERE image = ? AND discarded = 0', image) === undefined)
      return false
    const left = this.#left.count(image)
    if (left === this.index.get(image)?.proposals) return false
    this.index.writeProposals(image, left)()
    return true
  }

  /** Corrects the number in an image's row, where it was left behind. */
  refresh(image: ImageId): void {
    if (this.recount(image)) this.changes.emit({ origin: 'files', rows: [image] })
  }

  /** Whether an image has a complete pool of these settings, made from the file as it is now. */
  isComplete(image: ImageId, { modelId, params, strategy }: PoolSettings): boolean {
    const sql = `SELECT 1 FROM pools WHERE image = ? AND discarded = 0 AND state = 'complete'
      AND model = ? AND strategy = ? AND params = ? AND version = ?`
    const values = [image, modelId, strategy, paramsText(params), this.#version(image)]
    return this.db.get(sql, ...values) !== undefined
  }

  /**
   * The image turned out to have this size: masks of another size belong to a file that is no longer there. Emits
   * nothing: the change of the size does.
   */
  dropUnfit(image: ImageId, { width, height }: ImageSize): void {
    const sql = `SELECT * FROM proposals
      WHERE pool = (SELECT id FROM pools WHERE image = ? AND discarded = 0) LIMIT 1`
    const first = this.db.get(sql, image)
    if (first === undefined) return
    if (fits(first, { width, height })) return
    this.#store(image, () => this.db.run('DELETE FROM pools WHERE image = ?', image))
  }

  #take(pool: PoolKey, { added, removed, state, decodes, skipped, total }: PoolDelivery): void {
    for (const id of removed) this.db.run('DELETE FROM proposals WHERE pool = ? AND id = ?', pool, id)
    for (const proposal of added) {
      const { counts, data } = proposalColumns(proposal)
      const sql = 'INSERT OR REPLACE INTO proposals (pool, id, counts, data) VALUES (?, ?, ?, ?)'
      this.db.run(sql, pool, proposal.id, counts, data)
    }
    const sql = 'UPDATE pools SET state = ?, decodes = ?, skipped = ?, total = ? WHERE id = ?'
    this.db.run(sql, state, decodes, skipped, total, pool)
  }

  /** Writes, and emits what changed: what a run delivered, or what the user did with the pool. */
  #write<T>(image: ImageId, work: () => T, delivery?: PoolDelivery): T {
    const result = this.#store(image, work)
    this.changes.emit(
      delivery === undefined
        ? { origin: 'editor', rows: [image] }
        : { origin: 'job', rows: [image], proposals: { image, ...delivery } }
    )
    return result
  }

  /** Writes, and brings the number of proposals in the list up to date. */
  #store<T>(image: ImageId, work: () => T): T {
    const { result, publish } = this.db.transaction(() => {
      const result = work()
      return { result, publish: this.index.writeProposals(image, this.#left.count(image)) }
    })
    publish()
    return result
  }

  #version(image: ImageId): string {
    return this.index.row(image)?.version ?? ''
  }
}

/** Whether a proposal is of an image of that size; one that cannot be read is not. */
function fits(row: SqlRow, { width, height }: ImageSize): boolean {
  try {
    const { mask } = readProposal(row)
    return mask.width === width && mask.height === height
  } catch {
    return false
  }
}
