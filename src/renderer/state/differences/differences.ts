import type { ImageDifferences } from '@shared/ipc/views'
import type { Client } from '../../api/client'
import type { Editor } from '../../editor/editor'
import type { Notifier } from '../notifier'
import type { ProjectStore } from '../projectStore'
import { latestOnly } from '../proposals/proposalActions'
import type { Session } from '../session'
import type { SessionStore } from '../smallStores'
import {
  isTakeable,
  noDifferences,
  type DifferenceEntry,
  type DifferencesState,
  type DifferencesStore
} from './differencesStore'

/** The work list of a comparison: goes from entry to entry, and decides about each. */
export interface Differences {
  /** Shows an entry: opens its image, draws what the model found, selects the object that it is about. */
  go(entry: DifferenceEntry): Promise<void>
  /** Goes to the next entry (1) or the one before (−1), round and round. */
  step(by: 1 | -1): Promise<void>
  /** Takes over what the model says of the entry that is shown, as one undoable edit; the entry goes. */
  take(): Promise<void>
  /** The labels are right: the entry goes, and the next one is shown. */
  dismiss(): Promise<void>
  /** Brings the entry back that was decided about last, and shows it; what was taken over for it stays. */
  reopen(): Promise<void>
  end(): void
}

interface DifferencesHost {
  readonly client: Client
  readonly project: ProjectStore
  readonly sessions: SessionStore
  readonly session: Session
  readonly store: DifferencesStore
  readonly notifier: Pick<Notifier, 'error'>
}

/** Keeps the list of the task that compares, and follows it while it grows. */
export function createDifferences(host: DifferencesHost): Differences {
  const { client, project, sessions, session, store, notifier } = host
  const get = (): DifferencesState => store.getState()
  const editor = (): Editor | null => sessions.getState().editor

  const load = latestOnly(() =>
    client.call('task.differences').then(
      (found) => {
        const entries = entriesOf(found)
        const current = entries.find(({ key }) => key === get().current?.key) ?? null
        store.setState({ entries, current })
      },
      (error: unknown) => notifier.error(error)
    )
  )
  const endTask = project.subscribe(({ task }, before) => {
    if (task === before.task) return
    if (task?.into === 'differences') load(undefined)
    else store.setState(noDifferences)
  })
  // Another image was opened by other ways.
  const endSession = sessions.subscribe(({ current: image }) => {
    const { current } = get()
    if (current && current.image !== image) store.setState({ current: null })
  })

  const go = async (entry: DifferenceEntry): Promise<void> => {
    const { image, difference } = entry
    if (editor()?.state.image?.id !== image) await session.open(image)
    const shown = editor()
    if (shown?.state.image?.id !== image) return
    const object = 'object' in difference ? difference.object : null
    const found = 'found' in difference ? difference.found : null
    shown.select(object ? [object.id] : [])
    shown.showFound(found)
    const box = found?.box ?? object?.box
    if (box) shown.camera.show(box)
    store.setState({ current: entry, place: get().entries.findIndex(({ key }) => key === entry.key) })
  }
  const step = async (by: 1 | -1): Promise<void> => {
    const { entries, current, place } = get()
    if (entries.length === 0) return
    // Where an entry went away the next one has its place already.
    const wanted = current || by < 0 || place < 0 ? place + by : place
    const entry = entries[(wanted + entries.length) % entries.length]
    if (entry) await go(entry)
  }
  const settle = async (entry: DifferenceEntry): Promise<void> => {
    const { image, difference } = entry
    await client.call('task.settleDifference', { image, difference })
    const { entries, current, decided } = get()
    const place = entries.findIndex(({ key }) => key === entry.key)
    const at = entries.slice(0, place).filter((each) => each.image === image).length
    store.setState({
      entries: entries.filter(({ key }) => key !== entry.key),
      current: current?.key === entry.key ? null : current,
      decided: [...decided, { entry, place, at }]
    })
    if (current?.key === entry.key) editor()?.showFound(null)
  }
  const take = async (): Promise<void> => {
    const { current } = get()
    if (current === null || !isTakeable(get())) return
    const { difference } = current
    store.setState({ taking: true })
    try {
      if (difference.kind === 'unlabelled' && (await editor()?.takeFound()) !== true) return
      if (difference.kind === 'class') editor()?.setLabelOf([difference.object.id], difference.found.labelId)
      await settle(current)
    } finally {
      store.setState({ taking: false })
    }
  }
  const dismiss = async (): Promise<void> => {
    const { current } = get()
    if (current === null) return
    await settle(current)
    await step(1)
  }
  const reopen = async (): Promise<void> => {
    const last = get().decided.at(-1)
    if (!last) return
    const { entry, place, at } = last
    const { image, difference } = entry
    // Asked for again before main has answered, it is the one before.
    store.setState({ decided: get().decided.slice(0, -1) })
    try {
      await client.call('task.reopenDifference', { image, difference, at })
    } catch (error) {
      store.setState({ decided: [...get().decided, last] })
      throw error
    }
    store.setState({ entries: get().entries.toSpliced(place, 0, entry) })
    await go(entry)
  }
  return {
    go,
    step,
    take,
    dismiss,
    reopen,
    end: () => {
      endTask()
      endSession()
    }
  }
}

function entriesOf(found: readonly ImageDifferences[]): DifferenceEntry[] {
  const entries = found.flatMap(({ image, differences }) =>
    differences.map((difference): DifferenceEntry => {
      return { key: `${image} ${JSON.stringify(difference)}`, image, difference }
    })
  )
  return [...new Map(entries.map((entry) => [entry.key, entry])).values()]
}
