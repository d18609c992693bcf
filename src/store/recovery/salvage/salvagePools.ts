import { imageIdSchema, type ImageId } from '@shared/schema/ids'
import { yieldToEventLoop } from '../../yieldToEventLoop'
import { readPool, readProposal } from '../../proposals/proposalRows'
import { RemainingProposals } from '../../proposals/remainingProposals'
import { column } from '../../database/rowValues'
import type { Sqlite, SqlRow } from '../../database/sqlite'
import { readableRows, type SalvagedTable } from './readableRows'

/** Where the proposals of a source's pools go, by the pools' ids there; the others are left out. */
type PoolsOf = Map<number, PoolTarget>
interface PoolTarget {
  readonly pool: number
  /** Whether a proposal of this id belongs to it. */
  readonly wants: (id: string) => boolean
}

/**
 * Takes over the proposals of images that are there already. What the damaged file lost of a pool is taken from the
 * backup, where that has the same pool. A pool that lacks something is not complete any more, so that segmenting the
 * image again brings the rest.
 * @returns the images whose proposals are not all there
 */
export async function salvagePools(
  target: Sqlite,
  main: Sqlite,
  backup: Sqlite | null
): Promise<ReadonlySet<ImageId>> {
  const losses = { pools: 0, proposals: 0 }
  const pools: PoolsOf = new Map()
  await eachRow(
    target,
    main,
    'pools',
    () => losses.pools++,
    (row) => {
      const pool = writePool(target, row)
      if (pool !== null) pools.set(column.number(row, 'id'), { pool, wants: () => true })
    }
  )
  await copyProposals(target, main, pools, () => losses.proposals++)
  const lossy = losses.pools + losses.proposals > 0
  const known = lossy ? knownIds(main, pools) : null
  if (lossy && backup !== null) await fillPools(target, backup, losses.pools > 0, known)
  const incomplete = lossy ? settlePools(target, main, pools, known) : new Set<ImageId>()
  await countLeft(target)
  return incomplete
}

/** What the backup has and the damaged file had, or lost as a whole. */
async function fillPools(
  target: Sqlite,
  backup: Sqlite,
  poolsLost: boolean,
  known: ReadonlyMap<number, ReadonlySet<string>> | null
): Promise<void> {
  const pools: PoolsOf = new Map()
  const ignore = (): void => undefined
  await eachRow(target, backup, 'pools', ignore, (row) => {
    const id = column.number(row, 'id')
    const same = samePool(target, row)
    if (same !== null) {
      // Ids that the damaged file does not name are of proposals that a run has taken back since.
      const ids = known?.get(same)
      const complete = readPool(row).state === 'complete'
      pools.set(id, {
        pool: same,
        wants: (proposal) => (known === null ? complete : ids?.has(proposal) === true)
      })
      return
    }
    const pool = poolsLost ? writePool(target, row) : null
    if (pool !== null) pools.set(id, { pool, wants: () => true })
  })
  await copyProposals(target, backup, pools, ignore)
}

/** Writes a pool that is shown, as it is. Null when its image has one, or none such is known; throws when it is unsound. */
function writePool(target: Sqlite, row: SqlRow): number | null {
  readPool(row)
  if (column.number(row, 'discarded') !== 0) return null
  const image = column.number(row, 'image')
  if (target.get('SELECT 1 FROM images WHERE id = ?', image) === undefined) return null
  const { changes, lastId } = target.run(
    `INSERT OR IGNORE INTO pools (image, version, model, params, strategy, state, decodes, skipped, total, filters)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    image,
    column.text(row, 'version'),
    column.text(row, 'model'),
    column.text(row, 'params'),
    column.text(row, 'strategy'),
    column.text(row, 'state'),
    column.number(row, 'decodes'),
    column.number(row, 'skipped'),
    column.number(row, 'total'),
    column.textOrNull(row, 'filters')
  )
  return changes === 0 ? null : lastId
}

/** The pool that was made of the same file with the same model and settings, or null. */
function samePool(target: Sqlite, row: SqlRow): number | null {
  const found = target.get(
    'SELECT id FROM pools WHERE image = ? AND version = ? AND model = ? AND params = ? AND strategy = ?',
    column.number(row, 'image'),
    column.text(row, 'version'),
    column.text(row, 'model'),
    column.text(row, 'params'),
    column.text(row, 'strategy')
  )
  return found === undefined ? null : column.number(found, 'id')
}

async function copyProposals(
  target: Sqlite,
  source: Sqlite,
  pools: PoolsOf,
  onLoss: () => void
): Promise<void> {
  await eachRow(target, source, 'proposals', onLoss, (row) => {
    const to = pools.get(column.number(row, 'pool'))
    const { id, dismissed, mask } = readProposal(row)
    if (!to?.wants(id)) return
    const sql = 'INSERT OR IGNORE INTO proposals (pool, id, dismissed, counts, data) VALUES (?, ?, ?, ?, ?)'
    target.run(sql, to.pool, id, dismissed ? 1 : 0, mask.counts, column.text(row, 'data'))
  })
}

/** The ids of each new pool's proposals, from their index, which has pages of its own; null when that is lost too. */
function knownIds(main: Sqlite, pools: PoolsOf): ReadonlyMap<number, ReadonlySet<string>> | null {
  const known = new Map<number, Set<string>>()
  try {
    for (const row of main.all('SELECT pool, id FROM proposals INDEXED BY sqlite_autoindex_proposals_1')) {
      const pool = pools.get(column.number(row, 'pool'))?.pool
      if (pool === undefined) continue
      const ids = known.get(pool) ?? new Set()
      known.set(pool, ids.add(column.text(row, 'id')))
    }
    return known
  } catch {
    return null
  }
}

/** Finds the images that lack proposals, and lets their pools not be complete. */
function settlePools(
  target: Sqlite,
  main: Sqlite,
  pools: PoolsOf,
  known: ReadonlyMap<number, ReadonlySet<string>> | null
): ReadonlySet<ImageId> {
  const incomplete = new Set<ImageId>()
  const fromMain = new Set([...pools.values()].map(({ pool }) => pool))
  const sql = `SELECT id, image, (SELECT count(*) FROM proposals WHERE pool = pools.id) AS n FROM pools`
  for (const row of target.all(sql)) {
    const id = column.number(row, 'id')
    if (fromMain.has(id) && known !== null && column.number(row, 'n') >= (known.get(id)?.size ?? 0)) continue
    incomplete.add(imageIdSchema.parse(row['image']))
    target.run(`UPDATE pools SET state = 'stopped' WHERE id = ?`, id)
  }
  for (const image of countedImages(main))
    if (target.get('SELECT 1 FROM pools WHERE image = ?', image) === undefined) incomplete.add(image)
  return incomplete
}

/** The images of which the damaged file says that proposals were left. */
function countedImages(main: Sqlite): ImageId[] {
  try {
    const rows = main.all('SELECT id FROM images WHERE proposals > 0')
    return rows.map((row) => imageIdSchema.parse(row['id']))
  } catch {
    return []
  }
}

async function countLeft(target: Sqlite): Promise<void> {
  const left = new RemainingProposals(target, () => undefined)
  for (const row of target.all('SELECT image FROM pools')) {
    const image = imageIdSchema.parse(row['image'])
    target.run('UPDATE images SET proposals = ? WHERE id = ?', left.count(image), image)
    await yieldToEventLoop()
  }
}

/** Hands on each row that can be read; `take` writes it, and throws when it makes no sense. Older files have no such table. */
async function eachRow(
  target: Sqlite,
  source: Sqlite,
  table: Extract<SalvagedTable, 'pools' | 'proposals'>,
  onLoss: () => void,
  take: (row: SqlRow) => void
): Promise<void> {
  if (source.get('SELECT 1 FROM sqlite_master WHERE name = ?', table) === undefined) return
  for await (const rows of readableRows(source, table, onLoss)) {
    target.transaction(() => {
      for (const row of rows) {
        try {
          take(row)
        } catch {
          onLoss()
        }
      }
    })
  }
}
