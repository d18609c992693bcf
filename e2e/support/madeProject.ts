import { ProjectStore } from '../../src/store/projectStore'
import { newAnnotation } from '../../src/shared/schema/annotation'
import { annotationIdSchema, labelIdSchema } from '../../src/shared/schema/ids'

/** Makes the project of a folder, with rectangles on its first image, each an edit of its own, and closes it. */
export async function makeProject(folder: string, userData: string, rectangles: number): Promise<void> {
  const { store } = await ProjectStore.open({ folder, userDataDir: userData })
  const [image] = store.images()
  if (!image) throw new Error(`${folder} has no image`)
  store.facts.setSize(image.id, { width: 1024, height: 498 })
  for (let order = 1; order <= rectangles; order++) {
    const object = newAnnotation({
      id: annotationIdSchema.parse(`rectangle-${order}`),
      labelId: labelIdSchema.parse(1),
      shape: { kind: 'rect', x: 100 + 50 * order, y: 100, width: 30, height: 40 },
      order
    })
    store.commit(image.id, 'add-rect', { added: { [object.id]: object }, updated: {}, removed: {} })
  }
  await store.close()
}
