import { join } from 'node:path'
import { app } from 'electron'

/** Where things lie, in a packaged application and in a checkout. */
export interface AppPaths {
  /** Folder of one model: manifest.json and its files. */
  readonly modelDir: string
  /** The sample photographs as they were shipped, read-only. */
  readonly sampleSource: string
  /** The built pages. */
  readonly pages: string
  readonly preload: string
  readonly userData: string
  /** Embeddings on disk. */
  readonly embeddings: string
  /** Where the sample photographs are opened, so that a project can lie beside them. */
  readonly samples: string
  readonly thumbnails: string
  /** The user's models. */
  readonly models: string
}

/** The paths of the running application. */
export function appPaths(): AppPaths {
  const resources = app.isPackaged ? process.resourcesPath : join(app.getAppPath(), 'resources')
  const userData = app.getPath('userData')
  return {
    modelDir: process.env['MASKWRIGHT_MODEL_DIR'] ?? join(resources, 'models', 'mobile-sam'),
    sampleSource: join(resources, 'samples'),
    pages: join(import.meta.dirname, '../renderer'),
    preload: join(import.meta.dirname, '../preload/index.cjs'),
    userData,
    embeddings: join(userData, 'embeddings'),
    samples: join(userData, 'Sample photographs'),
    thumbnails: join(userData, 'thumbnails'),
    models: join(userData, 'models')
  }
}
