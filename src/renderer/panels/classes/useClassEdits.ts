import type { LabelId } from '@shared/schema/ids'
import type { Label } from '@shared/schema/label'
import { useApp, useText } from '../../state/context'

/** Edits of classes as the panel does them: told of with a way back, failures shown. */
export interface ClassEdits {
  /** Each says whether it worked. */
  add(name: string): Promise<boolean>
  rename(id: LabelId, name: string): Promise<boolean>
  recolor(label: Label, color: string): Promise<boolean>
  remove(label: Label): Promise<boolean>
}

/** The edits over the application. A new class becomes the current one. */
export function useClassEdits(): ClassEdits {
  const t = useText()
  const { classes, notifier, stores } = useApp()
  const undo = (): void => void classes.undo().catch((error: unknown) => notifier.error(error))
  const attempt = async (edit: () => Promise<string>): Promise<boolean> => {
    try {
      notifier.done(await edit(), undo)
      return true
    } catch (error) {
      notifier.error(error)
      return false
    }
  }
  return {
    add: (name) =>
      attempt(async () => {
        const label = await classes.add(name)
        stores.session.getState().editor?.setCurrentLabel(label.id)
        return t('classes.added', { name: label.name })
      }),
    rename: (id, name) =>
      attempt(async () => {
        await classes.rename(id, name)
        return t('classes.renamed', { name })
      }),
    recolor: (label, color) =>
      attempt(async () => {
        await classes.recolor(label.id, color)
        return t('classes.recolored', { name: label.name })
      }),
    remove: (label) =>
      attempt(async () => {
        await classes.remove(label.id)
        return t('classes.deleted', { name: label.name })
      })
  }
}
