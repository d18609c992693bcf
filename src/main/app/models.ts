import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { session } from 'electron'
import { LibraryState } from '../models/libraryState'
import { ModelLibrary } from '../models/library'
import { ModelsService } from '../models/modelsService'
import { measureInProcess } from '../models/speed/measureProcess'
import type { AppPaths } from './paths'
import type { DetectorLibrary } from '../tasks/autoAnnotateWork'
import type { SettingsStore } from './settingsStore'
import type { Broadcast } from './workspace'

/** The detectors and segmenters of a library. */
export function detectorLibrary(models: ModelsService): DetectorLibrary {
  return {
    async verified(id) {
      const model = await models.library.verified(id)
      const [first] = model.entry.files
      return { path: join(model.folder, first?.file ?? ''), device: models.deviceOf(model) }
    }
  }
}

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
