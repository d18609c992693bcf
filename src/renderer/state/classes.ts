import type { LabelsView } from '@shared/ipc/contract'
import { diffBetween } from '@shared/history/recordsDiff'
import type { EditName, LabelsDiff } from '@shared/schema/diff'
import type { LabelId } from '@shared/schema/ids'
import { paletteColor, type Label } from '@shared/schema/label'
import type { Client } from '../api/client'
import type { ProjectStore } from './projectStore'

/** Edits of the project's classes. Each is saved and undoable; all reject with a ProblemError. */
export interface Classes {
  add(name: string): Promise<Label>
  /** Several in one step. */
  addAll(names: readonly string[]): Promise<void>
  rename(id: LabelId, name: string): Promise<void>
  recolor(id: LabelId, color: string): Promise<void>
  /** Rejects while objects have the class, or undo could bring one back. */
  remove(id: LabelId): Promise<void>
  undo(): Promise<void>
  redo(): Promise<void>
}

const byId = (labels: readonly Label[]): ReadonlyMap<string, Label> =>
  new Map(labels.map((label) => [String(label.id), label]))

/** Edits over the client; the store shows what main answered. */
export function createClasses(client: Client, store: ProjectStore): Classes {
  const labels = (): readonly Label[] => store.getState().project?.labels ?? []
  const accept = (view: LabelsView): void => store.changeLabels(view)
  const commit = async (name: EditName, after: readonly Label[]): Promise<void> => {
    const diff = diffBetween(byId(labels()), byId(after)) as LabelsDiff
    accept(await client.call('labels.commit', { name, diff }))
  }
  const change = (name: EditName, id: LabelId, fields: Partial<Label>): Promise<void> =>
    commit(
      name,
      labels().map((label) => (label.id === id ? { ...label, ...fields } : label))
    )
  return {
    add: async (name) => {
      const id = (Math.max(0, ...labels().map((label) => label.id)) + 1) as LabelId
      const label: Label = { id, name: name.trim(), color: freeColor(labels()) }
      await commit('label-add', [...labels(), label])
      return label
    },
    addAll: async (names) => {
      const after = [...labels()]
      for (const name of names) {
        const id = (Math.max(0, ...after.map((label) => label.id)) + 1) as LabelId
        after.push({ id, name: name.trim(), color: freeColor(after) })
      }
      await commit('label-add', after)
    },
    rename: (id, name) => change('label-rename', id, { name: name.trim() }),
    recolor: (id, color) => change('label-recolor', id, { color: color.toLowerCase() }),
    remove: (id) =>
      commit(
        'label-delete',
        labels().filter((label) => label.id !== id)
      ),
    undo: async () => accept(await client.call('labels.undo')),
    redo: async () => accept(await client.call('labels.redo'))
  }
}

/** The first colour of the palette that no class has, or the next in turn. */
function freeColor(labels: readonly Label[]): string {
  const used = new Set(labels.map((label) => label.color))
  for (let i = 0; i < labels.length; i++) if (!used.has(paletteColor(i))) return paletteColor(i)
  return paletteColor(labels.length)
}
