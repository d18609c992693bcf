import { app } from 'electron'
import { forkUtility } from '../app/forkUtility'
import type { StartDecoder } from './imageTasks'

/** Starts the decoder in an Electron utility process. */
export const startUtilityDecoder: StartDecoder = () => {
  const port = forkUtility({ entry: 'decoderProcess', name: 'image decoder' })
  const memoryBytes = (): number | null => {
    const metric = app.getAppMetrics().find(({ pid }) => pid === port.pid)
    return metric ? metric.memory.workingSetSize * 1024 : null
  }
  return Object.assign(port, { memoryBytes })
}
