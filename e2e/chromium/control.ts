import type { TextEdit } from '@shared/ipc/contract'

/** What the host is started with, as its one argument in JSON. */
export interface HostOptions {
  /** The root of the checkout. */
  readonly root: string
  readonly userData: string
  /** The application's own arguments. */
  readonly args: readonly string[]
}

/** What the test asks of the host, and what comes back. */
export interface Control {
  /** The next native dialogs are answered with these paths; null: the user cancels. */
  answerDialogs: { input: readonly string[] | null; output: null }
  /** Native questions are answered with this button. */
  answerQuestions: { input: number; output: null }
  /** What was asked since. */
  questions: { input: null; output: readonly string[] }
  /** Chooses an item of the menu bar by the texts that lead there. */
  chooseInMenu: { input: readonly string[]; output: null }
  /** Presses the window's close button. */
  pressClose: { input: null; output: null }
}
export type ControlName = keyof Control

/** From the test to the host, over the channel between the two processes. */
export interface ControlRequest {
  readonly id: number
  readonly name: ControlName
  readonly input: unknown
}

/** From the host to the test. */
export type HostMessage =
  /** Where the page is; it needs the token. */
  | { readonly type: 'ready'; readonly page: string; readonly token: string }
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown; readonly error: string | null }
  /** The window is closed: its page must go. */
  | { readonly type: 'closed' }
  /** The text field that has the focus is to be edited. */
  | { readonly type: 'edit'; readonly edit: TextEdit }
