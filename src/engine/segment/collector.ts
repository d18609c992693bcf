import type { CornerBox } from '@shared/segment/cornerBox'
import type { EverythingParams } from '@shared/segment/params'
import type { Proposal } from '@shared/segment/proposal'
import type { PixelBox } from '@shared/mask/rle'
import { cleanRegions, limitNumber, suppressBetweenCrops, suppressInCrop, type FoundMask } from './suppress'

/** What changed since the last look. */
export interface ProposalChange {
  readonly added: readonly Proposal[]
  /** Ids of proposals that were reported before and are no more. */
  readonly removed: readonly string[]
}

/**
 * Everything that passed the filters so far. What is offered of it is always computed from all of it, so that the
 * order in which points were decoded does not matter at the end.
 */
export class ProposalCollector {
  /** Time spent in here, in ms. */
  elapsed_ms = 0
  private readonly crops: FoundMask[][] = []
  private readonly suppressed: FoundMask[][] = []
  private readonly dirty = new Set<number>()
  private reported = new Set<string>()

  constructor(private readonly params: EverythingParams) {}

  /** Adds what one point gave. */
  add(crop: number, found: readonly FoundMask[]): void {
    // A mask without pixels passes when the filters are off; it is nothing to offer.
    const filled = found.filter(({ area }) => area > 0)
    if (filled.length === 0) return
    this.crops[crop] = [...(this.crops[crop] ?? []), ...filled]
    this.dirty.add(crop)
  }

  /** Whether a look would find anything new. */
  get changed(): boolean {
    return this.dirty.size > 0
  }

  /** What is offered now. Small regions are only cleaned at the end, as in the official code. */
  drain(atEnd: boolean): ProposalChange {
    const start = performance.now()
    const offered = this.offered(atEnd)
    const names = new Set(offered.map(({ id }) => id))
    const added = offered.filter(({ id }) => !this.reported.has(id)).map(proposalOf)
    const removed = [...this.reported].filter((id) => !names.has(id))
    this.reported = names
    this.elapsed_ms += performance.now() - start
    return { added, removed }
  }

  /** The ids of all that is offered, in the official order; after the last look. */
  get order(): readonly string[] {
    return [...this.reported]
  }

  private offered(atEnd: boolean): readonly FoundMask[] {
    for (const crop of this.dirty) this.suppressed[crop] = suppressInCrop(this.crops[crop] ?? [], this.params)
    this.dirty.clear()
    // A crop without masks leaves a gap.
    const found = suppressBetweenCrops(
      Array.from(this.suppressed, (crop: FoundMask[] | undefined) => crop ?? []),
      this.params
    )
    return atEnd ? limitNumber(cleanRegions(found, this.params), this.params) : found
  }
}

function proposalOf(mask: FoundMask): Proposal {
  const { id, rle, box, area, predictedIou, stability, point, crop } = mask
  const [left, top, right, bottom] = box
  const bbox = { x: left, y: top, width: right - left + 1, height: bottom - top + 1 }
  return { id, rle, bbox, area, predictedIou, stability, point, cropBox: sized(crop) }
}

function sized([left, top, right, bottom]: CornerBox): PixelBox {
  return { x: left, y: top, width: right - left, height: bottom - top }
}
