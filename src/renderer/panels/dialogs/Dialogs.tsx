import type { ReactElement } from 'react'
import { useApp, useUi } from '../../state/context'
import { AnnotateDialog } from '../autoAnnotate/AnnotateDialog'
import { ErrorBoundary } from '../common/ErrorBoundary'
import { AboutDialog } from './AboutDialog'
import { ClassPicker } from './ClassPicker'
import { CommandPalette } from './CommandPalette'
import { DamagedDialog } from './DamagedDialog'
import { ExportDialog } from './export/ExportDialog'
import { ImportDialog } from './import/ImportDialog'
import { ImportEditedDialog } from './import/ImportEditedDialog'
import { ModelsDialog } from '../models/ModelsDialog'
import { ContextMenu } from '../objects/ContextMenu'
import { NameClassDialog } from './NameClassDialog'
import { SegmentDialog } from './segment/SegmentDialog'
import { SettingsDialog } from './SettingsDialog'
import { ShortcutsDialog } from './ShortcutsDialog'
import { UnsavedDialog } from './UnsavedDialog'

/** The dialog of the moment, the palettes, which wait unseen, and the menu of the right mouse button. */
export function Dialogs(): ReactElement {
  return (
    <ErrorBoundary>
      <OpenDialog />
      <CommandPalette />
      <ClassPicker />
      <ContextMenu />
    </ErrorBoundary>
  )
}

function OpenDialog(): ReactElement | null {
  const { stores } = useApp()
  const dialog = useUi((state) => state.dialog)
  const close = (): void => stores.ui.closeDialog()
  switch (dialog?.kind) {
    case undefined:
    case 'palette':
    case 'class':
      return null
    case 'import':
      return <ImportDialog onClose={close} />
    case 'import-edited':
      return <ImportEditedDialog count={dialog.count} onAnswer={dialog.answer} onClose={close} />
    case 'export':
      return <ExportDialog onClose={close} />
    case 'settings':
      return <SettingsDialog onClose={close} />
    case 'shortcuts':
      return <ShortcutsDialog onClose={close} />
    case 'about':
      return <AboutDialog onClose={close} />
    case 'models':
      return <ModelsDialog onClose={close} />
    case 'annotate':
      return <AnnotateDialog onClose={close} />
    case 'segment':
      return <SegmentDialog scope={dialog.scope} onClose={close} />
    case 'damaged':
      return <DamagedDialog found={dialog.found} onClose={close} />
    case 'name-class':
      return <NameClassDialog onAnswer={dialog.answer} onClose={close} />
    case 'unsaved':
      return <UnsavedDialog count={dialog.count} onAnswer={dialog.answer} onClose={close} />
  }
}
