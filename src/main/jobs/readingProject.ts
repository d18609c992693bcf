import { basename, dirname } from 'node:path'
import type { Size } from '@shared/geometry/spaces'
import type { ImageId } from '@shared/schema/ids'
import type { Label } from '@shared/schema/label'
import type { ImageRow } from '@shared/schema/image'
import { readImageHeader } from '../inference/engine/image/header'
import { ProjectStore } from '../project/projectStore'
import { projectFolderName } from '../project/paths'
import type { ProjectPlace } from './jobTask'

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

/** Pixels after EXIF orientation, from a file's header; null when it cannot be read. */
export async function fileSize(file: string): Promise<Size | null> {
  return readImageHeader(file).then(
    ({ width, height }) => ({ width, height }),
    () => null
  )
}

/** Opens a project for reading. @throws ProblemError 'not-open' when there is none, and as `ProjectStore.open` does */
export async function openForReading({ folder, userDataDir }: ProjectPlace): Promise<ProjectStore> {
  const { store } = await ProjectStore.open({ folder: imagesFolder(folder), userDataDir, readOnly: true })
  return store
}

/** The folder of images, where the project file itself was named. */
export function imagesFolder(path: string): string {
  const inside = dirname(path)
  return path.endsWith('.db') && basename(inside) === projectFolderName ? dirname(inside) : path
}
