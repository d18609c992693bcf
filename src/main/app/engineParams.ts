import type { Device } from '@shared/schema/models'
import type { Settings } from '@shared/schema/settings'
import type { InitParams } from '../../engine/process/protocol'
import type { AppPaths } from './appPaths'

const mebi = 1024 * 1024

/** An embedding has 4 MiB: so many images can be gone back to without reading the disk. */
const embeddingsInMemory = 64

/** The model to load, and where it is to run. */
export interface EngineModel {
  readonly folder: string
  readonly device: Device
}

/** What the engine is started with; the model is the one that comes with the program unless another is given. */
export function engineParams(
  paths: AppPaths,
  settings: Settings,
  model: EngineModel = { folder: paths.modelDir, device: 'cpu' }
): InitParams {
  return {
    modelDir: model.folder,
    device: model.device,
    cacheDir: paths.embeddings,
    cacheLimitBytes: settings.diskCacheMegabytes * mebi,
    memoryLimitBytes: embeddingsInMemory * 4 * mebi,
    threads: settings.threads,
    pixelLimit: settings.pixelLimitMegapixels * 1e6
  }
}
