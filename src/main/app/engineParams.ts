import type { Settings } from '@shared/schema/settings'
import type { InitParams } from '../inference/engine/protocol'
import type { AppPaths } from './paths'

const mebi = 1024 * 1024

/** An embedding has 4 MiB: so many images can be gone back to without reading the disk. */
const embeddingsInMemory = 64

/** What the engine is started with. */
export function engineParams(paths: AppPaths, settings: Settings): InitParams {
  return {
    modelDir: paths.modelDir,
    cacheDir: paths.embeddings,
    cacheLimitBytes: settings.diskCacheMegabytes * mebi,
    memoryLimitBytes: embeddingsInMemory * 4 * mebi,
    threads: settings.threads,
    pixelLimit: settings.pixelLimitMegapixels * 1e6
  }
}
