import { ProjectStore } from '../../src/store/projectStore'
import type { Annotation } from '../../src/shared/schema/annotation'

/** The objects in a project's file, by image, lowest first; the application may have it open meanwhile. */
export async function storedObjects(
  folder: string,
  userData: string
): Promise<Record<string, readonly Annotation[]>> {
  const { store } = await ProjectStore.open({ folder, userDataDir: userData, readOnly: true })
  try {
    return Object.fromEntries(store.images().map(({ id, path }) => [path, store.annotations(id)]))
  } finally {
    await store.close()
  }
}
