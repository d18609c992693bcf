import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resolveEverythingParams } from '@shared/segment/validate'
import { boxNms } from '@shared/segment/boxNms'
import { encodeRle } from '@shared/mask/rle'
import { ProposalCollector } from './collector'
import type { FoundMask } from './suppress'
import { rleArea, rleBounds } from '@shared/mask/measure'

const SIDE = 30

function found(
  order: number,
  box: readonly number[],
  predictedIou: number,
  crop: FoundMask['crop']
): FoundMask {
  const [x = 0, y = 0, width = 1, height = 1] = box
  const data = new Uint8Array(SIDE * SIDE)
  for (let row = y; row < Math.min(SIDE, y + height); row++) {
    data.fill(1, row * SIDE + x, row * SIDE + Math.min(SIDE, x + width))
  }
  const rle = encodeRle({ width: SIDE, height: SIDE, data })
  const bounds = rleBounds(rle) ?? { x: 0, y: 0, width: 1, height: 1 }
  const corners = [bounds.x, bounds.y, bounds.x + bounds.width - 1, bounds.y + bounds.height - 1] as const
  const common = { mask: order % 3, stability: 0.97, point: { x, y }, rle, area: rleArea(rle) }
  return { ...common, id: `${crop.join('.')}-${order}`, order, predictedIou, box: corners, crop }
}

const WHOLE = [0, 0, SIDE, SIDE] as const
const CROP = [10, 10, SIDE, SIDE] as const
const at = fc.integer({ min: 0, max: SIDE - 2 })
const size = fc.integer({ min: 1, max: 14 })
const score = fc.constantFrom(0.89, 0.9, 0.95, 0.99)
const masks = fc.array(fc.tuple(at, at, size, size, score), { maxLength: 25 })

describe('what is offered', () => {
  it('does not depend on the order of decoding, nor on when it was looked at', () => {
    const params = resolveEverythingParams({ cropNLayers: 1 })
    const order = fc.infiniteStream(fc.nat())
    fc.assert(
      fc.property(masks, masks, order, (whole, cropped, stream) => {
        const random = (): number => Number(stream.next().value)
        const all = [
          ...whole.map(([x, y, w, h, s], i) => ({ crop: 0, mask: found(i, [x, y, w, h], s, WHOLE) })),
          ...cropped.map(([x, y, w, h, s], i) => ({ crop: 1, mask: found(i, [x, y, w, h], s, CROP) }))
        ]
        const straight = new ProposalCollector(params)
        for (const { crop, mask } of all) straight.add(crop, [mask])
        straight.drain(true)

        const shuffled = new ProposalCollector(params)
        const shown = new Set<string>()
        const look = (atEnd: boolean): void => {
          const { added, removed } = shuffled.drain(atEnd)
          for (const id of removed) expect(shown.delete(id)).toBe(true)
          for (const { id } of added) {
            expect(shown.has(id)).toBe(false)
            shown.add(id)
          }
        }
        for (const { crop, mask } of all.toSorted(() => (random() % 2) - 0.5)) {
          shuffled.add(crop, [mask])
          if (random() % 4 === 0) look(false)
        }
        look(true)
        expect(shuffled.order).toEqual(straight.order)
        expect([...shown].sort()).toEqual([...straight.order].sort())
      })
    )
  })

  it('is what NMS within and between crops leaves', () => {
    const params = resolveEverythingParams({ cropNLayers: 1, boxNmsThresh: 0.5, cropNmsThresh: 0.3 })
    fc.assert(
      fc.property(masks, masks, (whole, cropped) => {
        const collector = new ProposalCollector(params)
        const lists = [
          whole.map(([x, y, w, h, s], i) => found(i, [x, y, w, h], s, WHOLE)),
          cropped.map(([x, y, w, h, s], i) => found(i, [x, y, w, h], s, CROP))
        ]
        lists.forEach((list, crop) => list.forEach((mask) => collector.add(crop, [mask])))
        collector.drain(true)
        const inCrops = lists.flatMap((list) => {
          const kept = boxNms(
            list.map(({ box }) => box),
            list.map((mask) => mask.predictedIou),
            0.5
          )
          return kept.flatMap((i) => list[i] ?? [])
        })
        const areas = inCrops.map(({ crop }) => 1 / ((crop[2] - crop[0]) * (crop[3] - crop[1])))
        const expected = boxNms(
          inCrops.map(({ box }) => box),
          areas,
          0.3
        )
        expect(collector.order).toEqual(expected.map((i) => inCrops[i]?.id))
      })
    )
  })

  it('has the box of its pixels and the size of its crop', () => {
    const collector = new ProposalCollector(resolveEverythingParams())
    collector.add(0, [found(0, [12, 13, 4, 5], 0.9, CROP)])
    expect(collector.drain(true).added).toMatchObject([
      {
        bbox: { x: 12, y: 13, width: 4, height: 5 },
        area: 20,
        cropBox: { x: 10, y: 10, width: 20, height: 20 }
      }
    ])
  })

  it('is limited to the best at the end', () => {
    const collector = new ProposalCollector(resolveEverythingParams({ maxProposals: 2 }))
    const list = [0.9, 0.99, 0.89, 0.95].map((s, i) => found(i, [i * 7, 0, 5, 5], s, WHOLE))
    collector.add(0, list)
    expect(collector.drain(false).added).toHaveLength(4)
    expect(collector.drain(true).removed).toHaveLength(2)
    expect(collector.order).toEqual([list[1]?.id, list[3]?.id])
  })

  it('replaces masks whose small regions are removed, and prefers those that had none', () => {
    const params = resolveEverythingParams({ minMaskRegionArea: 3 })
    const collector = new ProposalCollector(params)
    const clean = found(0, [0, 0, 10, 10], 0.89, WHOLE)
    const other = found(1, [0, 15, 10, 10], 0.9, WHOLE)
    const speck = found(2, [20, 20, 1, 1], 0.95, WHOLE)
    collector.add(0, [clean, other, speck])
    const before = collector.drain(false)
    expect(before.added).toHaveLength(3)
    collector.drain(true)
    // A speck that is all there is of a mask stays, under another name, because it was looked at.
    expect(collector.order).toEqual(expect.arrayContaining([clean.id, other.id, `${speck.id}c`]))
  })
})
