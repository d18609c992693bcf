import type { ProposalPool, ProposalsChange, ProposalView } from '@shared/ipc/views'

/** The pool after what a run of its own has brought. Taking a change in twice is the same as once. */
export function changePool(pool: ProposalPool, change: ProposalsChange): ProposalPool {
  const { decodes, skipped, total, state } = change
  const run = state === 'running' ? change.run : null
  const proposals = changeProposals(pool.proposals, change)
  return { ...pool, run, decodes, skipped, total, state, proposals }
}

function changeProposals(
  before: readonly ProposalView[],
  { added, removed }: ProposalsChange
): readonly ProposalView[] {
  if (added.length === 0 && removed.length === 0) return before
  const gone = new Set(removed)
  const proposals = new Map(before.filter(({ id }) => !gone.has(id)).map((each) => [each.id, each]))
  for (const each of added) proposals.set(each.id, each)
  return [...proposals.values()]
}

/** The pool with some proposals put away, or taken back. */
export function changeDismissed(
  pool: ProposalPool,
  ids: readonly string[],
  dismissed: boolean
): ProposalPool {
  const wanted = new Set(ids)
  const proposals = pool.proposals.map((each) =>
    wanted.has(each.id) && each.dismissed !== dismissed ? { ...each, dismissed } : each
  )
  return { ...pool, proposals }
}
