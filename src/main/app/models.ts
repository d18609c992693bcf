import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { session } from 'electron'
import { LibraryState } from '../models/libraryState'
import { ModelLibrary } from '../models/library'
import { ModelsService } from '../models/modelsService'
import { measureInProcess } from '../models/speed/measureProcess'
import type { AppPaths } from './paths'
import type { SettingsStore } from './settingsStore'
import type { Broadcast } from './workspace'

/** The model library of the running application. */
export function createModels(
  paths: AppPaths,
  settings: SettingsStore,
  restartEngine: () => void,
  broadcast: Broadcast
): ModelsService {
  return new ModelsService({
    library: new ModelLibrary(paths.models, paths.modelDir),
    state: new LibraryState(paths.models),
    settings,
    measure: measureInProcess,
    // A session of its own, without a cache: it goes through the system's proxies, and shares nothing with the page.
    fetcher: (address, init) => session.fromPartition('downloads', { cache: false }).fetch(address, init),
    image: async () => {
      const [sample = ''] = (await readdir(paths.sampleSource)).filter((name) => name.endsWith('.jpg'))
      return join(paths.sampleSource, sample)
    },
    probeModel: join(paths.modelDir, 'decoder-image.onnx'),
    downloadFolder: join(paths.models, '.downloads'),
    restartEngine,
    changed: (view) => broadcast('models.changed', view)
  })
}
