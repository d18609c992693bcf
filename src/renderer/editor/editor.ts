import type { FoundBox } from '@shared/autoAnnotate/differences'
import type { OpenedImage } from '@shared/ipc/views'
import type { AnnotationId, ImageId, LabelId } from '@shared/schema/ids'
import type { ImageRow } from '@shared/schema/image'
import type { Label } from '@shared/schema/label'
import { toProblem, type Problem } from '@shared/schema/problem'
import { createStore } from 'zustand/vanilla'
import { AssistSession } from './assist/assistSession'
import { promptOf } from './assist/promptOf'
import { CameraController } from './camera/cameraController'
import type { ObjectCommand } from './commands/command'
import { Documents } from './document/documents'
import type { ImageDocument } from './document/imageDocument'
import { initialEditorState, type EditorState, type EditorStore, type ToolId } from './editorState'
import { InputGate } from './inputGate'
import type { KeyInput, PointerInput, WheelInput } from './inputs'
import { globalKey, isEditorKey } from './keys'
import { Look } from './look'
import { ObjectCommands } from './objects/objectCommands'
import { outlineFound } from './objects/outlineFound'
import { editableSelection, neighbourOf, pruneSelection, select, selectedObjects } from './objects/selection'
import { ProposalPicker, type OfferedPool } from './pool/proposalPicker'
import { noPointer, type PointerState, type PointerStore } from './pointerState'
import type { EditorServices } from './services'
import { ToolMachine } from './tools/toolMachine'

/**
 * The headless editor of one opened project (make a new one for the next project, since image ids are the
 * project's own). It only puts its parts together: documents, camera, prompt, objects and tools.
 */
export class Editor {
  readonly #store = createStore<EditorState>(() => initialEditorState)
  readonly store: EditorStore = this.#store
  readonly #pointerStore = createStore<PointerState>(() => noPointer)
  readonly pointerStore: PointerStore = this.#pointerStore
  /** The part of the image that is seen. */
  readonly camera: Pick<CameraController, 'setViewSize' | 'fit' | 'show' | 'actualSize' | 'zoomBy'>
  /** How the image and its objects are shown. */
  readonly look: Look
  readonly #gate = new InputGate()
  readonly #documents: Documents
  readonly #camera: CameraController
  readonly #assist: AssistSession
  readonly #objects: ObjectCommands
  readonly #proposals: ProposalPicker
  readonly #tools: ToolMachine
  #disposed = false

  constructor(private readonly services: EditorServices) {
    const state = this.#store
    const document = (): ImageDocument | null => this.#documents.current
    this.#documents = new Documents(services, (changed) => this.#showDocument(changed))
    this.camera = this.#camera = new CameraController({
      state,
      save: (image, view) =>
        void services.setView(image, view).catch((error: unknown) => this.#report(error)),
      schedule: services.schedule
    })
    this.look = new Look(state, (change) => this.#edit(change))
    this.#objects = new ObjectCommands({ state, services, document })
    this.#assist = new AssistSession({
      state,
      services,
      report: (problem) => this.#tell(problem),
      receiver: (target) => this.#objects.receiver(target),
      mayRestore: () => this.state.tool === 'point' || this.state.tool === 'box',
      onChange: () => this.#tools.onAssistChange()
    })
    this.#proposals = new ProposalPicker({ state, services, objects: this.#objects })
    this.#tools = new ToolMachine({
      state,
      pointer: this.#pointerStore,
      camera: this.#camera,
      assist: this.#assist,
      objects: this.#objects,
      proposals: this.#proposals,
      document
    })
  }

  get state(): EditorState {
    return this.#store.getState()
  }

  /** The pointer, and what is under it. */
  get pointerState(): PointerState {
    return this.#pointerStore.getState()
  }

  /** Shows an image, or none. Edits of the one before that are not saved yet stay queued. */
  openImage(opened: OpenedImage | null): void {
    this.#gate.run(() => {
      this.#tools.cancel()
      this.#assist.cancel()
      this.#camera.flush()
      const document = this.#documents.open(opened)
      const same = opened !== null && opened.image.id === this.state.image?.id
      if (!same) this.#proposals.set(null)
      if (!same) this.showFound(null)
      this.#store.setState({
        image: opened?.image ?? null,
        annotations: document?.annotations ?? new Map(),
        lifted: new Set(),
        history: document?.history ?? { undo: null, redo: null }
      })
      this.setHovered(null)
      if (same) {
        // Its file may have become one of another size.
        this.#camera.refresh()
      } else {
        select(this.#store, [])
        this.#camera.open(opened?.view ?? null)
      }
      if (document) this.#showDocument(document)
    })
  }

  /** Takes over what became known about the open image (its size, its name); other images are ignored. */
  updateImage(row: ImageRow): void {
    if (row.id !== this.state.image?.id) return
    this.#store.setState({ image: row })
    if (!this.state.camera) this.#camera.refresh()
  }

  /** The project's classes, in the order of the digits 1 to 9. */
  setLabels(labels: readonly Label[]): void {
    const { currentLabel } = this.state
    const known = labels.some(({ id }) => id === currentLabel)
    this.#store.setState({ labels, currentLabel: known ? currentLabel : (labels[0]?.id ?? null) })
  }

  /** The class of new objects. */
  setCurrentLabel(label: LabelId | null): void {
    this.#store.setState({ currentLabel: label })
  }

  /** Makes a class the current one and gives it to what is selected, unless a prompt for a new object is open. */
  chooseLabel(label: LabelId): void {
    this.setCurrentLabel(label)
    const { assist, selection } = this.state
    if (assist.phase !== 'fixed' && selection.size > 0) this.setLabelOf(selection, label)
  }

  setTool(tool: ToolId): void {
    this.#gate.run(() => this.#tools.setTool(tool))
  }

  /** Selects exactly these objects. */
  select(ids: Iterable<AnnotationId>): void {
    this.#edit(() => select(this.#store, ids))
  }

  /** Selects the next or previous visible object, round and round. */
  selectNeighbour(step: 1 | -1): void {
    this.#edit(() => {
      const id = neighbourOf(this.state, step)
      if (id) select(this.#store, [id])
    })
  }

  /** Shows an object as if the pointer were on it. */
  setHovered(id: AnnotationId | null): void {
    if (this.pointerState.hovered !== id) this.#pointerStore.setState({ hovered: id })
  }

  /** One undoable edit; locked objects keep their class. */
  setLabelOf(ids: Iterable<AnnotationId>, label: LabelId): void {
    this.#edit(() => this.#objects.setLabel(ids, label))
  }

  /** One undoable edit. */
  setHidden(ids: Iterable<AnnotationId>, hidden: boolean): void {
    this.#edit(() => this.#objects.setHidden(ids, hidden))
  }

  /** One undoable edit. */
  setLocked(ids: Iterable<AnnotationId>, locked: boolean): void {
    this.#edit(() => this.#objects.setLocked(ids, locked))
  }

  /** Carries out a command on whole objects, as one undoable edit. */
  apply(command: ObjectCommand): void {
    this.#edit(() => this.#objects.apply(command))
  }

  /** Remembers the selected objects, to be pasted into this or another image of the project. */
  copySelected(): void {
    this.#edit(() => this.#store.setState({ clipboard: selectedObjects(this.state) }))
  }

  /** One undoable edit; locked objects stay. */
  deleteSelected(): void {
    this.#edit(() => this.#objects.delete(this.state.selection))
  }

  /** Draws what a model found in the open image, or nothing any more. */
  showFound(found: FoundBox | null): void {
    if (this.state.found !== found) this.#store.setState({ found })
  }

  /**
   * Makes an object of what a model found and `showFound` shows, outlined by SAM, as one undoable edit, and selects it.
   * False when it could not be outlined, which the user is told, or is not there any more.
   */
  async takeFound(): Promise<boolean> {
    const { found, image } = this.state
    if (!found || !image) return false
    const create = this.#objects.creator()
    try {
      const object = await outlineFound(image.id, found, this.state.labels, this.services)
      this.#edit(() => create('auto-annotate', object, (id) => this.#selectIn(image.id, id)))
      return true
    } catch (error) {
      this.#report(error)
      return false
    }
  }

  /** What whole-image segmentation has found in an image so far, or null; ignored for other images than the open one. */
  setPool(image: ImageId, pool: OfferedPool | null): void {
    if (image === this.state.image?.id) this.#proposals.set(pool)
  }

  /** Makes objects of the visible proposals that are taken together, as one undoable edit. */
  adoptAll(): void {
    this.#edit(() => this.#proposals.adopt(this.state.pool.taken))
  }

  /** Puts the pool away, and goes on with the tool that was used before it was shown. */
  hidePool(): void {
    if (this.state.tool === 'pool') this.setTool(this.state.previousTool)
  }

  /**
   * Outlines the selected object anew with SAM, beginning with the prompt that it came from or its box: points can be
   * added and taken away, and accepting changes the object. Nothing happens unless one object is selected that may be
   * changed.
   */
  refineSelected(): void {
    this.#gate.run(() => {
      const [object, ...others] = editableSelection(this.state)
      const prompt = object && others.length === 0 ? promptOf(object) : null
      if (!object || !prompt) return
      this.#tools.cancel()
      if (this.state.tool !== 'box') this.#tools.setTool('point')
      this.#assist.refine(object.id, prompt)
    })
  }

  /** Chooses one of SAM's masks (0 to 3) of the preview or the fixed prompt. */
  chooseMask(index: number): void {
    this.#gate.run(() => this.#assist.choose(index))
  }

  /** Makes an object of the fixed prompt, now or as soon as its answer arrives. */
  acceptPrompt(): void {
    this.#gate.run(() => void this.#assist.accept())
  }

  cancelPrompt(): void {
    this.#gate.run(() => void this.#assist.cancel())
  }

  /** Takes back the last point or vertex, else the gesture under way, else the image's last edit. */
  undo(): void {
    this.#gate.run(() => {
      if (this.#tools.undo() || this.#assist.cancelAcceptance()) return
      this.#step((document) => document.undo())
    })
  }

  redo(): void {
    this.#gate.run(() => {
      if (!this.#tools.redo()) this.#step((document) => document.redo())
    })
  }

  /** Sends the edits that could not be saved again, in order. */
  retrySaves(): void {
    this.#documents.retry()
  }

  /** Resolves when nothing waits to be saved any more, or saving has failed. */
  settled(): Promise<void> {
    return this.#documents.settled()
  }

  /**
   * Brings everything to the disk that is not there yet: the view, failed saves once more, and the objects of
   * accepted prompts whose answers are still on their way. Resolves as `settled` does.
   */
  async finish(): Promise<void> {
    this.#camera.flush()
    this.retrySaves()
    await this.#assist.accepted()
    await this.settled()
  }

  /** Keeps input back until the promise is settled, while the project is being left. */
  hold(until: Promise<unknown>): void {
    this.#gate.hold(until)
  }

  pointerDown(input: PointerInput): void {
    this.#gate.run(() => this.#tools.pointerDown(input))
  }

  pointerMove(input: PointerInput): void {
    this.#gate.run(() => this.#tools.pointerMove(input))
  }

  pointerUp(input: PointerInput): void {
    this.#gate.run(() => this.#tools.pointerUp(input))
  }

  pointerLeave(): void {
    this.#gate.run(() => this.#tools.pointerLeave())
  }

  /** The system took the pointer or the keyboard away: the gesture is given up, no key counts as held. */
  release(): void {
    this.#gate.run(() => this.#tools.release())
  }

  wheel(input: WheelInput): void {
    this.#gate.run(() => this.#tools.wheel(input))
  }

  /** Whether the key meant something to the editor, so that no shortcut should see it. */
  key(input: KeyInput): boolean {
    if (!isEditorKey(input, this.state.tool)) return false
    if (this.#gate.held) {
      this.#gate.run(() => void this.#key(input))
      return true
    }
    return this.#key(input)
  }

  /** Gives up what is under way, and takes no more input. Edits that wait to be saved are still sent. */
  dispose(): void {
    this.#gate.close()
    this.#tools.release()
    this.#assist.dispose()
    this.#camera.flush()
    this.#disposed = true
  }

  #key(input: KeyInput): boolean {
    let used = false
    this.#gate.run(() => {
      used = this.#tools.key(input) || globalKey(this, input)
    })
    return used
  }

  /** An edit from outside of the canvas ends the gesture there, so that both are whole. */
  #edit(edit: () => void): void {
    this.#gate.run(() => {
      this.#tools.cancel()
      edit()
    })
  }

  #step(run: (document: ImageDocument) => Promise<void>): void {
    this.#tools.cancel()
    const document = this.#documents.current
    if (!document) return
    const done = run(document)
    this.#gate.hold(done)
    done.catch((error: unknown) => {
      // A save that failed before it is shown by `saves`, and stays there.
      if (!document.saves.failed) this.#report(error)
    })
  }

  #showDocument(document: ImageDocument): void {
    const { saves } = this.#documents
    if (document !== this.#documents.current) {
      this.#store.setState({ saves })
      return
    }
    const { annotations, lifted, history } = document
    const selection = pruneSelection(this.state.selection, annotations)
    this.#store.setState({ annotations, lifted, history, selection, saves })
    this.#proposals.refresh()
  }

  #selectIn(image: ImageId, id: AnnotationId): void {
    if (this.state.image?.id === image) select(this.#store, [id])
  }

  #report(error: unknown): void {
    this.#tell(toProblem(error))
  }

  #tell(problem: Problem): void {
    // After the project was closed nobody is left to be told.
    if (!this.#disposed) this.services.report(problem)
  }
}
