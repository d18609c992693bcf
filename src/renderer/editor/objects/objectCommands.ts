import { maskShape } from '@shared/mask/maskData'
import type { AcceptedMask } from '../assist/acceptances'
import { newAnnotation, type Annotation } from '@shared/schema/annotation'
import type { EditName } from '@shared/schema/diff'
import { annotationIdSchema, type AnnotationId, type LabelId } from '@shared/schema/ids'
import { toProblem } from '@shared/schema/problem'
import type { ObjectCommand } from '../commands/command'
import { topOrder } from '../document/annotations'
import type { ImageDocument } from '../document/imageDocument'
import type { EditorServices } from '../services'
import type { StateAccess } from '../pointerState'
import { select } from './selection'

interface ObjectCommandsHost {
  readonly state: StateAccess
  readonly services: Pick<EditorServices, 'newId' | 'requestLabel' | 'report'>
  readonly document: () => ImageDocument | null
}

/** The fields of a new object that its tool decides about. */
export type NewObject = Pick<Annotation, 'shape'> & Partial<Annotation>

/** Edits of whole objects, each one undoable step. */
export class ObjectCommands {
  constructor(private readonly host: ObjectCommandsHost) {}

  /**
   * What adds objects to the image that is open now, with the class that is current now, whenever it is called.
   * Where the project has no class yet one is asked for first.
   */
  creator(): (name: EditName, object: NewObject, then?: (id: AnnotationId) => void) => void {
    const document = this.host.document()
    const label = this.#currentLabel()
    return (name, object, then) => {
      if (document) this.#add(document, name, [object], label, (ids) => ids.forEach((id) => then?.(id)))
    }
  }

  /** What makes an object of a prompt's mask in the image that is open now, or gives the mask to an object there. */
  receiver(target: AnnotationId | null): (accepted: AcceptedMask) => void {
    const create = this.creator()
    const document = this.host.document()
    return ({ prompt, mask, modelId, score }) => {
      const outline = {
        shape: maskShape(mask),
        source: prompt.box ? ('box' as const) : ('point' as const),
        modelId,
        score,
        prompt
      }
      // It may have been deleted while the answer was on its way.
      const object = target === null ? undefined : document?.annotations.get(target)
      if (object) document?.edit('refine', [{ ...object, ...outline, rawMask: null }])
      else create('add-mask', outline)
    }
  }

  /** Adds objects as one edit, one above the other, with the class that is current where they have none. */
  addAll(name: EditName, objects: readonly NewObject[]): void {
    const document = this.host.document()
    if (document && objects.length > 0) this.#add(document, name, objects, this.#currentLabel())
  }

  /** Carries a command out; what it selects is selected. */
  apply(command: ObjectCommand): void {
    const document = this.host.document()
    const edit = command(this.host.state.getState(), () => this.#newId())
    if (!document || !edit) return
    document.edit(edit.name, edit.changed, edit.removed)
    if (edit.select) select(this.host.state, edit.select)
  }

  setLabel(ids: Iterable<AnnotationId>, labelId: LabelId): void {
    this.#change('change-class', ids, (record) =>
      record.labelId === labelId || record.locked ? record : { ...record, labelId }
    )
  }

  setHidden(ids: Iterable<AnnotationId>, hidden: boolean): void {
    this.#change(hidden ? 'hide' : 'show', ids, (record) =>
      record.hidden === hidden ? record : { ...record, hidden }
    )
  }

  setLocked(ids: Iterable<AnnotationId>, locked: boolean): void {
    this.#change(locked ? 'lock' : 'unlock', ids, (record) =>
      record.locked === locked ? record : { ...record, locked }
    )
  }

  /** Locked objects stay. */
  delete(ids: Iterable<AnnotationId>): void {
    const document = this.host.document()
    document?.edit(
      'delete',
      [],
      [...ids].filter((id) => document.annotations.get(id)?.locked === false)
    )
  }

  #add(
    document: ImageDocument,
    name: EditName,
    objects: readonly NewObject[],
    label: LabelId | null,
    then?: (ids: readonly AnnotationId[]) => void
  ): void {
    const add = (labelId: LabelId): void => {
      const order = topOrder(document.annotations)
      const records = objects.map((object, i) => {
        return newAnnotation({ id: this.#newId(), labelId, order: order + i, ...object })
      })
      document.edit(name, records)
      then?.(records.map(({ id }) => id))
    }
    if (label !== null) add(label)
    else this.#withNewLabel(add)
  }

  #newId(): AnnotationId {
    return annotationIdSchema.parse(this.host.services.newId())
  }

  #change(name: EditName, ids: Iterable<AnnotationId>, change: (record: Annotation) => Annotation): void {
    const document = this.host.document()
    if (!document) return
    const records = [...ids].map((id) => document.annotations.get(id)).filter((record) => !!record)
    document.edit(name, records.map(change))
  }

  #currentLabel(): LabelId | null {
    const { currentLabel, labels } = this.host.state.getState()
    return currentLabel ?? labels[0]?.id ?? null
  }

  #withNewLabel(then: (label: LabelId) => void): void {
    // Another object may have brought the first class meanwhile.
    const label = this.#currentLabel()
    if (label !== null) {
      then(label)
      return
    }
    this.host.services.requestLabel().then(
      (asked) => {
        if (asked === null) return
        this.host.state.setState({ currentLabel: asked })
        then(asked)
      },
      (error: unknown) => this.host.services.report(toProblem(error))
    )
  }
}
