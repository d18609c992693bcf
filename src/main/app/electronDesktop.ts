import { app, BrowserWindow, clipboard, dialog, shell } from 'electron'
import { broadcast } from '../ipc/bind'
import type { Desktop } from './desktop'
import { fetchDownload } from '../security/network/sessions'
import { systemLanguage } from '../window/systemLanguage'
import type { StartGuarded } from '../../store/vet/guarded'
import { forkUtility } from './forkUtility'
import type { StartDecoder } from '../images/imageTasks'
import { measureBy } from '../../engine/models/speed/measureBy'
import { withoutTelemetry } from '../../engine/runtime/telemetry'
import type { StartEngine } from '../inference/engineHost'

/** Starts the engine in an Electron utility process. */
export const startUtilityEngine: StartEngine = () =>
  forkUtility({ entry: 'engine', name: 'engine', env: withoutTelemetry() })

/** Answers each request in an Electron utility process of its own. */
const measureInProcess = measureBy(() =>
  forkUtility({ entry: 'measure', name: 'speed test', env: withoutTelemetry() })
)

/** Starts the decoder in an Electron utility process. */
const startUtilityDecoder: StartDecoder = () => {
  const port = forkUtility({ entry: 'decoderProcess', name: 'image decoder' })
  const memoryBytes = (): number | null => {
    const metric = app.getAppMetrics().find(({ pid }) => pid === port.pid)
    return metric ? metric.memory.workingSetSize * 1024 : null
  }
  return Object.assign(port, { memoryBytes })
}

/** Starts the process that reads project files of unknown origin, as an Electron utility process. */
const startUtilityGuard: StartGuarded = () =>
  // What a file makes it read must not take the memory of the machine.
  forkUtility({ entry: 'projectGuard', name: 'project check', execArgv: ['--max-old-space-size=1536'] })

/** The desktop shell of the application. Nothing of it may be used before Electron is ready. */
export const electronDesktop: Desktop = {
  version: app.getVersion(),
  broadcast,
  startEngine: startUtilityEngine,
  startDecoder: startUtilityDecoder,
  startGuarded: startUtilityGuard,
  measure: measureInProcess,
  fetcher: fetchDownload,
  systemLanguage,
  choosePaths: async (options) => {
    const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
    const { canceled, filePaths } = await (window
      ? dialog.showOpenDialog(window, options)
      : dialog.showOpenDialog(options))
    return canceled || filePaths.length === 0 ? null : filePaths
  },
  ask: async (question) => {
    const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
    const { response } = await (window
      ? dialog.showMessageBox(window, question)
      : dialog.showMessageBox(question))
    return response
  },
  // Linux has no such list.
  rememberDocument: (folder) => {
    if (process.platform !== 'linux') app.addRecentDocument(folder)
  },
  openFolder: async (folder) => {
    const message = await shell.openPath(folder)
    if (message !== '') throw new Error(message)
  },
  copyText: (text) => clipboard.writeText(text),
  editText: (edit) => BrowserWindow.getFocusedWindow()?.webContents[edit]()
}
