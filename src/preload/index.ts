import { contextBridge, ipcRenderer } from 'electron'
import { type Api, callChannel, eventChannel } from '@shared/ipc/api'

/** The only door between the page and main: one call channel, one event channel, both described by the contract. */
const api: Api = {
  call: (name, ...args) => ipcRenderer.invoke(callChannel, name, args[0]) as never,
  on: (name, listener) => {
    const handle = (_event: Electron.IpcRendererEvent, sent: string, payload: unknown): void => {
      if (sent === name) listener(payload as never)
    }
    ipcRenderer.on(eventChannel, handle)
    return () => void ipcRenderer.off(eventChannel, handle)
  }
}
// One listener for each event of the contract is no leak.
ipcRenderer.setMaxListeners(0)
contextBridge.exposeInMainWorld('api', api)
