import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { LibraryState } from '../../engine/models/library/libraryState'
import { ModelLibrary } from '../../engine/models/library/library'
import { ModelsService } from '../models/modelsService'
import type { Desktop } from './desktop'
import type { AppPaths } from './appPaths'
import type { DetectorLibrary } from '../../jobs/folder/autoAnnotateWork'
import type { Confirmations } from '../dialogs/confirmations'
import type { SettingsStore } from './settingsStore'

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

/** What the model library of the application needs. */
export interface ModelsParts {
  readonly paths: AppPaths
  readonly settings: SettingsStore
  readonly confirmations: Confirmations
  readonly restartEngine: () => void
  readonly desktop: Pick<Desktop, 'measure' | 'fetcher' | 'broadcast'>
}

/** The model library of the running application. */
export function createModels({
  paths,
  settings,
  confirmations,
  restartEngine,
  desktop: { measure, fetcher, broadcast }
}: ModelsParts): ModelsService {
  return new ModelsService({
    library: new ModelLibrary(paths.models, paths.modelDir),
    state: new LibraryState(paths.models),
    settings,
    measure,
    fetcher,
    image: async () => {
      const [sample = ''] = (await readdir(paths.sampleSource)).filter((name) => name.endsWith('.jpg'))
      return join(paths.sampleSource, sample)
    },
    probeModel: join(paths.modelDir, 'decoder-image.onnx'),
    downloadFolder: join(paths.models, '.downloads'),
    confirmUnverified: (download) => confirmations.unverified(download),
    restartEngine,
    changed: (view) => broadcast('models.changed', view)
  })
}
