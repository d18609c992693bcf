import type { MessageBoxOptions, OpenDialogOptions } from 'electron'
import type { Language } from '@shared/i18n'
import type { TextEdit } from '@shared/ipc/contract'
import type { StartDecoder } from '../images/imageTasks'
import type { StartEngine } from '../inference/engineHost'
import type { Fetcher } from '../../engine/models/download/fetchFile'
import type { Measure } from '../../engine/models/speed/request'
import type { StartGuarded } from '../../store/vet/guarded'
import type { Broadcast } from '@shared/ipc/contract'

/**
 * What the services need of the desktop shell around them. Electron's is in electronDesktop.ts; the services import
 * nothing of Electron themselves.
 */
export interface Desktop {
  /** The application's version. */
  readonly version: string
  readonly broadcast: Broadcast
  readonly startEngine: StartEngine
  /** Starts the process that decodes images for the window. */
  readonly startDecoder: StartDecoder
  /** Starts a process that reads a project file of unknown origin. */
  readonly startGuarded: StartGuarded
  readonly measure: Measure
  /** Fetches downloads. */
  readonly fetcher: Fetcher
  /** The language of the operating system, among those that the interface has. */
  systemLanguage(): Language
  /** Asks for files or folders in a native dialog; null when the user cancels. */
  choosePaths(options: OpenDialogOptions): Promise<readonly string[] | null>
  /** Asks a question above the window; the number of the button. */
  ask(question: MessageBoxOptions): Promise<number>
  /** Puts a folder into the system's list of recent documents, where it has one. */
  rememberDocument(folder: string): void
  /** Opens a folder in the system's file manager. @throws Error with the system's reason */
  openFolder(folder: string): Promise<void>
  /** Puts text on the clipboard. Electron's own call became asynchronous after version 33. */
  copyText(text: string): Promise<void> | void
  /** Edits the text field that has the focus. */
  editText(edit: TextEdit): void
}
