import type { ImagePoint } from '@shared/geometry/spaces'
import type { ProposalView } from '@shared/ipc/views'
import { maskShape } from '@shared/mask/maskData'
import { CoverageIndex } from '@shared/proposals/coverageIndex'
import { NestingIndex } from '@shared/proposals/nestingIndex'
import { offerOf, type Offer } from '@shared/proposals/coverage'
import { PointIndex } from '@shared/proposals/pointIndex'
import type { LabelId } from '@shared/schema/ids'
import type { PoolFilters } from '@shared/schema/proposal'
import { imageSizeOf } from '../camera/cameraController'
import { noPool, type Annotations, type PoolView } from '../editorState'
import type { NewObject, ObjectCommands } from '../objects/objectCommands'
import type { EditorServices } from '../services'
import type { StateAccess } from '../pointerState'

/** Where a proposal's object came from: a detector's box, or a click of the grid. */
function provenance({
  score,
  point,
  detected
}: ProposalView): Pick<NewObject, 'source' | 'score' | 'prompt'> {
  if (!detected) {
    const prompt = { points: [{ x: point.x, y: point.y, label: 1 as const }], box: null }
    return { source: 'whole-image', score, prompt }
  }
  const { x, y, width, height } = detected.box
  const prompt: NewObject['prompt'] = { points: [], box: [x, y, x + width, y + height] }
  return { source: 'detector', score: detected.score, prompt }
}

/** An image's pool as far as offering it needs to know. */
export interface OfferedPool {
  readonly modelId: string
  readonly proposals: readonly ProposalView[]
  readonly filters: PoolFilters
}

interface PickerHost {
  readonly state: StateAccess
  readonly services: Pick<EditorServices, 'dismiss'>
  readonly objects: ObjectCommands
}

/**
 * Which proposals are offered, which of them the pointer means, and what becomes of it. All of it follows from the
 * pool, the objects and the pointer; while the pool tool does not show it nothing is worked out.
 */
export class ProposalPicker {
  #pool: OfferedPool | null = null
  #coverage = new CoverageIndex()
  #nesting = new NestingIndex()
  #index = new PointIndex<ProposalView>([])
  #offer: Offer<ProposalView> = noPool
  /** What the offer was worked out from. */
  #from: { readonly pool: OfferedPool | null; readonly annotations: Annotations | null } = {
    pool: null,
    annotations: null
  }
  #point: ImagePoint | null = null
  /** The id of the smallest proposal at that point. */
  #smallest: string | null = null

  constructor(private readonly host: PickerHost) {}

  /** The pool of the open image, or null. */
  set(pool: OfferedPool | null): void {
    if (pool === null) {
      this.#coverage = new CoverageIndex()
      this.#nesting = new NestingIndex()
      // The next image may be open before its own pool is here.
      this.#index = new PointIndex([])
    }
    this.#pool = pool
    this.refresh()
  }

  /** Works the offer out anew when the pool or the objects have changed. A gesture is waited for. */
  refresh(): void {
    const { annotations, tool, lifted, image } = this.host.state.getState()
    const size = imageSizeOf(image)
    if (this.#pool === null || size === null) {
      this.#offer = noPool
      this.#from = { pool: null, annotations: null }
      this.#publish(noPool)
      return
    }
    if (tool !== 'pool' || lifted.size > 0) return
    if (this.#pool === this.#from.pool && annotations === this.#from.annotations) return
    this.#from = { pool: this.#pool, annotations }
    const { proposals, filters } = this.#pool
    const shapes = [...annotations.values()].map(({ shape }) => shape)
    this.#offer = offerOf(proposals, filters, this.#coverage.update(proposals, shapes, size))
    this.#index = new PointIndex(this.#offer.visible)
    this.#nesting.update(proposals)
    this.#publish({
      ...this.#offer,
      taken: this.takenOf(this.#offer.visible),
      ...this.#find(this.#point)
    })
  }

  /** The pointer is at an image point, or (null) nowhere. */
  hover(point: ImagePoint | null): void {
    this.#point = point
    const { pool } = this.host.state.getState()
    this.#publish({ ...pool, ...this.#find(point) })
  }

  /** Goes from part to whole (1) or back (−1) among the proposals under the pointer. */
  step(by: 1 | -1): void {
    const { pool } = this.host.state.getState()
    const levels = this.#point ? this.#index.levelsAt(this.#point) : []
    const at = levels.findIndex(({ id }) => id === pool.hovered?.id) + by
    const hovered = levels[at]
    if (hovered) this.#publish({ ...pool, hovered, level: { at: at + 1, of: levels.length } })
  }

  /** Lights the next or previous proposal, round and round, wherever the pointer is. */
  lightNeighbour(by: 1 | -1): void {
    const { pool } = this.host.state.getState()
    const { visible, hovered } = pool
    const from = visible.findIndex(({ id }) => id === hovered?.id)
    const at = from < 0 ? (by > 0 ? 0 : visible.length - 1) : (from + by + visible.length) % visible.length
    this.#point = null
    this.#publish({ ...pool, hovered: visible[at] ?? null, level: null })
  }

  /** Those of some proposals that are adopted when they are taken together, by the filters' choice of parts. */
  takenOf(proposals: readonly ProposalView[]): readonly ProposalView[] {
    return this.#nesting.choose(proposals, this.#pool?.filters.parts ?? 'all')
  }

  /** Makes objects of proposals as one undoable edit: with the class given, a detector's, or else the current one. */
  adopt(proposals: readonly ProposalView[], labelId?: LabelId): void {
    const modelId = this.#pool?.modelId ?? null
    // What lies inside another comes to lie on top of it.
    const ordered = [...proposals].sort((a, b) => b.area - a.area)
    const labels = new Set(this.host.state.getState().labels.map(({ id }) => id))
    this.host.objects.addAll(
      'adopt',
      ordered.map((proposal): NewObject => {
        const { mask, detected } = proposal
        const label = labelId ?? (detected && labels.has(detected.labelId) ? detected.labelId : undefined)
        return {
          shape: maskShape(mask),
          ...provenance(proposal),
          modelId,
          rawMask: mask,
          ...(label !== undefined && { labelId: label })
        }
      })
    )
  }

  /** Puts a proposal away. */
  dismiss(proposal: ProposalView): void {
    const { image } = this.host.state.getState()
    if (image) this.host.services.dismiss(image.id, [proposal.id])
  }

  /** What is lit at a point: what was lit before, as long as the smallest there is the same, else the smallest. */
  #find(point: ImagePoint | null): Pick<PoolView, 'hovered' | 'level'> {
    const found = point ? this.#index.at(point) : []
    const { hovered } = this.host.state.getState().pool
    const smallest = found[0]
    const same = smallest?.id === this.#smallest
    this.#smallest = smallest?.id ?? null
    if (!point || !smallest) return { hovered: null, level: null }
    const stepped = same && hovered !== null && hovered.id !== smallest.id
    const levels = stepped ? this.#index.levelsAt(point) : found
    const at = stepped
      ? Math.max(
          0,
          levels.findIndex(({ id }) => id === hovered.id)
        )
      : 0
    return { hovered: levels[at] ?? null, level: { at: at + 1, of: levels.length } }
  }

  #publish(pool: PoolView): void {
    const before = this.host.state.getState().pool
    const same =
      pool.visible === before.visible &&
      pool.dismissed === before.dismissed &&
      pool.hovered === before.hovered &&
      pool.level?.at === before.level?.at &&
      pool.level?.of === before.level?.of
    if (!same) this.host.state.setState({ pool })
  }
}
