import { BrowserWindow, ipcMain } from 'electron'
import log from 'electron-log/main'
import { callChannel, eventChannel } from '@shared/ipc/api'
import type { EventName, Events } from '@shared/ipc/contract'
import { isOwnFrame } from '../security/security'
import { answer, type Handlers } from './answer'

/** Lets the window call the handlers. A call from anywhere but our own page is refused loudly. */
export function bindContract(handlers: Handlers): void {
  ipcMain.handle(callChannel, (event, name: unknown, input: unknown) => {
    const frame = event.senderFrame
    if (!frame || frame.parent || !isOwnFrame(event.sender, frame.url)) {
      throw new Error(`A call from a foreign page was refused: ${frame?.url ?? 'unknown'}`)
    }
    return answer(handlers, name, input, (call, error) => log.error(`${call} failed`, error))
  })
}

/** Sends an event to every window. */
export function broadcast<N extends EventName>(name: N, payload: Events[N]): void {
  for (const window of BrowserWindow.getAllWindows()) {
    if (!window.webContents.isDestroyed()) window.webContents.send(eventChannel, name, payload)
  }
}
