import { basename, dirname } from 'node:path'
import type { Size } from '@shared/geometry/spaces'
import type { ImageId } from '@shared/schema/ids'
import type { Label } from '@shared/schema/label'
import type { ImageRow } from '@shared/schema/image'
import { readImageHeader } from '../imaging/header'
import { checkLimits, DEFAULT_PIXEL_LIMIT } from '../imaging/limits'
import { ProjectStore } from '../store/projectStore'
import { projectFolderName } from '../store/paths'
import type { RunGuarded } from '../store/vet/guarded'

/** What reading a dataset needs to know of the project that it is for. */
export interface ReadingProject {
  labels(): readonly Label[]
  nextLabelId(): number
  images(): readonly ImageRow[]
  /** Pixels of an image, read from its file when they are not known yet; null when it cannot be. */
  sizeOf(image: ImageId): Promise<Size | null>
  /** The sizes that were read from files since the last time: whoever writes the project keeps them. */
  takeSizes(): readonly MeasuredImage[]
}

export interface MeasuredImage extends Size {
  readonly image: ImageId
}

/** A project as the reading of a dataset sees it: nothing is written to it. */
export function readingOf(store: ProjectStore): ReadingProject {
  const sizes = new Map<ImageId, Size>()
  let fresh: MeasuredImage[] = []
  return {
    labels: () => store.labels(),
    nextLabelId: () => store.nextLabelId(),
    images: () => store.images(),
    async sizeOf(image) {
      const row = store.image(image)
      if (row && row.width !== null && row.height !== null) return { width: row.width, height: row.height }
      const known = sizes.get(image)
      if (known) return known
      const file = await store.resolveImage(image).catch(() => null)
      const size = file === null ? null : await fileSize(file)
      if (size === null) return null
      sizes.set(image, size)
      fresh.push({ image, ...size })
      return size
    },
    takeSizes() {
      const taken = fresh
      fresh = []
      return taken
    }
  }
}

/** Pixels after EXIF orientation, from a file's header; null when it cannot be read, or states what cannot be. */
export async function fileSize(file: string): Promise<Size | null> {
  return measureImage(file).catch(() => null)
}

/** Why `fileSize` gives null, in English. */
export async function sizeProblem(file: string): Promise<string | null> {
  return measureImage(file).then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : String(error))
  )
}

/** Pixels after EXIF orientation, from a file's header. @throws EngineError image-* */
export async function measureImage(file: string): Promise<Size> {
  const header = await readImageHeader(file)
  checkLimits(header, DEFAULT_PIXEL_LIMIT, file)
  return { width: header.width, height: header.height }
}

/**
 * Opens a project for reading. One that is open in the window needs no guard: it has been read already.
 * @throws ProblemError 'not-open' when there is none, and as `ProjectStore.open` does
 */
export async function openForReading(
  { folder, userDataDir }: ProjectPlace,
  guard?: RunGuarded
): Promise<ProjectStore> {
  const place = { folder: imagesFolder(folder), userDataDir }
  const { store } = await ProjectStore.open({ ...place, readOnly: true, ...(guard && { guard }) })
  return store
}

/** The folder of images, where the project file itself was named. */
export function imagesFolder(path: string): string {
  const inside = dirname(path)
  return path.endsWith('.db') && basename(inside) === projectFolderName ? dirname(inside) : path
}

/** Where a thread finds a project, to read it. */
export interface ProjectPlace {
  /** The folder of images, or the project file itself. */
  readonly folder: string
  readonly userDataDir: string
}
