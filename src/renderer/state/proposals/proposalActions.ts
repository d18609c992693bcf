import { defaultPoolFilters, type PoolFilters } from '@shared/schema/proposal'
import type { ProposalsChange, ProposalPool, ProposalView } from '@shared/ipc/views'
import type { ImageId } from '@shared/schema/ids'
import { toProblem } from '@shared/schema/problem'
import type { Client } from '../../api/client'
import type { Editor } from '../../editor/editor'
import type { Notifier } from '../notifier'
import type { SessionStore } from '../smallStores'
import {
  isRunning,
  noProposals,
  type ProposalsState,
  type ProposalsStore,
  type RunSettings
} from './proposalsStore'
import type { ImageRow } from '@shared/schema/image'
import { filterImages } from '../imageFilter'
import type { SegmentScope, UiState } from '../uiStore'

/** Whole-image segmentation of the shown image: its pool, and the runs that fill it. */
export interface Proposals {
  /** Shows the pool; where there is none a run begins with the settings of the moment. */
  show(): Promise<void>
  /** Segments the shown image (again), and shows what comes. */
  start(settings: RunSettings): Promise<void>
  /** Ends the run of the shown image; what it found stays. */
  stop(): Promise<void>
  dismiss(image: ImageId, ids: readonly string[]): void
  restoreDismissed(): void
  setFilters(filters: PoolFilters): void
  /** Puts the pool away, until `restore`. */
  discard(): Promise<void>
  restore(): Promise<void>
  /** Takes in what main says of a run. */
  change(change: ProposalsChange): void
  end(): void
}

interface ProposalsHost {
  readonly client: Client
  readonly sessions: SessionStore
  readonly store: ProposalsStore
  readonly notifier: Pick<Notifier, 'error'>
}

/** Keeps the pool of the image that the editor shows, and hands it to the editor. */
export function createProposals({ client, sessions, store, notifier }: ProposalsHost): Proposals {
  const get = (): ProposalsState => store.getState()
  const editor = (): Editor | null => sessions.getState().editor
  const report = (error: unknown): void => notifier.error(error)
  const saveFilters = latestOnly((save: { image: ImageId; filters: PoolFilters }) =>
    client.call('proposals.setFilters', save).catch(report)
  )
  let loading: { readonly image: ImageId; readonly done: Promise<void> } | null = null
  /** What was said while the pool was on its way; taking it in twice does no harm. */
  let early: ProposalsChange[] = []

  const read = async (image: ImageId, again = true): Promise<void> => {
    const pool = await client.call('proposals.load', { image })
    if (get().image !== image) return
    const awaited = pool?.run === get().awaited ? null : get().awaited
    store.setState({ pool, loaded: true, awaited })
    const said = early.splice(0)
    for (const change of said) if (change.run === pool?.run) take(change)
    // Of a run that began after main had answered.
    if (again && said.some(({ run }) => run !== pool?.run)) await read(image, false)
  }
  const load = (image: ImageId): Promise<void> => {
    if (loading?.image === image) return loading.done
    const done = read(image).finally(() => {
      if (loading?.done === done) loading = null
    })
    loading = { image, done }
    return done
  }
  const take = (change: ProposalsChange): void => {
    const { pool } = get()
    if (pool) store.setState({ pool: changePool(pool, change), problem: change.problem })
  }
  const change = (event: ProposalsChange): void => {
    const { image, pool, awaited } = get()
    if (event.image !== image) return
    if (event.problem) store.setState({ problem: event.problem })
    if (event.state !== 'running' && event.run === awaited) store.setState({ awaited: null })
    if (pool?.run === event.run && loading === null) take(event)
    else {
      early.push(event)
      void load(image).catch(report)
    }
  }

  const show = async (): Promise<void> => {
    const shown = editor()
    if (!shown?.state.image) return
    shown.setTool('pool')
    const { image } = get()
    if (image !== null && !get().loaded) await load(image)
    if (get().image === image && get().pool === null && !isRunning(get())) await start(get().settings)
  }
  const start = async (settings: RunSettings): Promise<void> => {
    const { image } = get()
    if (image === null) return
    editor()?.setTool('pool')
    store.setState({ settings, awaited: 'starting', problem: null, discarded: false })
    try {
      const { run } = await client.call('proposals.start', { image, ...settings })
      if (get().image === image && get().awaited === 'starting' && get().pool?.run !== run) {
        store.setState({ awaited: run })
      }
    } catch (error) {
      if (get().image === image) store.setState({ awaited: null, problem: toProblem(error) })
    }
  }

  const setDismissed = (image: ImageId, ids: readonly string[], dismissed: boolean): void => {
    const apply = (value: boolean): void => {
      const { pool } = get()
      if (pool?.image === image) store.setState({ pool: changeDismissed(pool, ids, value) })
    }
    apply(dismissed)
    client.call('proposals.setDismissed', { image, ids: [...ids], dismissed }).catch((error: unknown) => {
      apply(!dismissed)
      report(error)
    })
  }
  const endImage = followImage(sessions, (image) => {
    early = []
    loading = null
    store.setState({ ...noProposals, image })
    if (image !== null) void load(image).catch(report)
  })
  const endPool = store.subscribe(({ image, pool }, before) => {
    if (image !== null && pool !== before.pool)
      editor()?.setPool(image, pool && { ...pool, filters: filtersOf(pool) })
  })

  return {
    show,
    start,
    stop: async () => {
      const { image } = get()
      if (image === null) return
      await client.call('proposals.stop', { image })
      if (get().image === image) store.setState({ awaited: null })
    },
    dismiss: (image, ids) => setDismissed(image, ids, true),
    restoreDismissed: () => {
      const { pool } = get()
      const ids = pool?.proposals.filter(({ dismissed }) => dismissed).map(({ id }) => id) ?? []
      if (pool && ids.length > 0) setDismissed(pool.image, ids, false)
    },
    setFilters: (filters) => {
      const { pool } = get()
      if (!pool) return
      store.setState({ pool: { ...pool, filters } })
      saveFilters({ image: pool.image, filters })
    },
    discard: async () => {
      const { image } = get()
      if (image === null) return
      await client.call('proposals.discard', { image })
      if (get().image === image) store.setState({ pool: null, awaited: null, problem: null, discarded: true })
    },
    restore: async () => {
      const { image } = get()
      if (image === null) return
      const pool = await client.call('proposals.restore', { image })
      if (get().image === image) store.setState({ pool, discarded: false })
    },
    change,
    end: () => {
      endImage()
      endPool()
    }
  }
}

/** The filters of a pool; those it begins with are kept nowhere. */
export function filtersOf(pool: { readonly filters: PoolFilters | null }): PoolFilters {
  return pool.filters ?? defaultPoolFilters
}

/** Says which image the editor shows, whenever that becomes another, or its file does. */
function followImage(sessions: SessionStore, onImage: (image: ImageId | null) => void): () => void {
  let shown = ''
  const look = (editor: Editor | null): void => {
    const image = editor?.state.image ?? null
    const now = image ? `${image.id} ${image.version}` : ''
    if (now === shown) return
    shown = now
    onImage(image?.id ?? null)
  }
  let endEditor: (() => void) | undefined
  const endSession = sessions.subscribe(({ editor }, before) => {
    if (editor === before.editor) return
    endEditor?.()
    endEditor = editor?.store.subscribe(() => look(editor))
    look(editor)
  })
  return () => {
    endEditor?.()
    endSession()
  }
}

/** The pool after what a run of its own has brought. Taking a change in twice is the same as once. */
function changePool(pool: ProposalPool, change: ProposalsChange): ProposalPool {
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
function changeDismissed(pool: ProposalPool, ids: readonly string[], dismissed: boolean): ProposalPool {
  const wanted = new Set(ids)
  const proposals = pool.proposals.map((each) =>
    wanted.has(each.id) && each.dismissed !== dismissed ? { ...each, dismissed } : each
  )
  return { ...pool, proposals }
}

/** Runs one at a time; of what is asked for meanwhile only the latest is run afterwards. `run` must not reject. */
export function latestOnly<T>(run: (value: T) => Promise<unknown>): (value: T) => void {
  let busy = false
  let next: { readonly value: T } | null = null
  const work = async (value: T): Promise<void> => {
    busy = true
    await run(value)
    busy = false
    const waiting = next
    next = null
    if (waiting) await work(waiting.value)
  }
  return (value) => {
    if (busy) next = { value }
    else void work(value)
  }
}

/** The images that can be read of those that a command is about, in the order of the list. */
export function segmentTargets(
  scope: SegmentScope,
  images: readonly ImageRow[],
  { query, marked }: Pick<UiState, 'query' | 'marked'>,
  current: ImageId | null
): readonly ImageId[] {
  const rows = {
    image: () => images.filter(({ id }) => id === current),
    selected: () => images.filter(({ id }) => (marked.size > 0 ? marked.has(id) : id === current)),
    filtered: () => filterImages(images, query, current),
    all: () => images
  }[scope]()
  return rows.filter(({ problem }) => problem === null).map(({ id }) => id)
}
