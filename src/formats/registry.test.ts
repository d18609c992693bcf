import { describe, expect, it } from 'vitest'
import type { FormatId } from '@shared/schema/formats'
import type { SourceFiles } from './import/reader'
import { formats } from './registry'
import { datasetOf, disc, object, rect } from './testing/datasets'
import { fixture } from './testing/fixture'
import { memorySource } from './testing/memorySource'
import { roundTrip } from './testing/roundTrip'
import type { WriteOptions } from './exportRun'

/** The format that is surest of these files. */
async function surest(source: SourceFiles): Promise<FormatId | null> {
  let best: { id: FormatId; confidence: number } | null = null
  for (const { id, reader } of formats) {
    const confidence = (await reader?.detect(source)) ?? 0
    if (confidence > (best?.confidence ?? 0)) best = { id, confidence }
  }
  return best?.id ?? null
}

describe('formats', () => {
  it('are told apart by what was written by hand', async () => {
    const homes: Record<string, FormatId> = {
      ...{ labelme: 'labelme', voc: 'voc', cvat: 'cvat', 'label-studio': 'label-studio' },
      ...{ masks: 'masks', 'masks-cvat': 'masks' }
    }
    for (const [name, id] of Object.entries(homes)) {
      expect([name, await surest(memorySource(await fixture(name)))]).toEqual([name, id])
    }
  })

  it('are told apart by what was exported, with and without a split', async () => {
    const annotations = [object(rect(1, 2, 30, 20)), object(disc(30, 20, 10, 5), 3)]
    const dataset = datasetOf(['a.jpg', 'x/b.jpg', 'c.jpg'].map((path) => ({ path, annotations })))
    const split = { train: 1, val: 1, test: 1, seed: 1 }
    const kinds: NonNullable<WriteOptions['masks']>[] = ['semantic', 'instances', 'objects']
    const wanted: Partial<WriteOptions>[] = [{}, { split }, ...kinds.map((masks) => ({ masks }))]
    for (const { id, reader, writer } of formats) {
      if (!reader || !writer) continue
      for (const options of wanted) {
        if (options.masks && id !== 'masks') continue
        const { files, report, items, images } = await roundTrip(dataset, { format: id, ...options })
        // Texts stand in for pictures, which are told by their names.
        const found = await surest(memorySource(Object.fromEntries(files)))
        expect([id, found?.replace(/-.*/, '')]).toEqual([id, id.replace(/-.*/, '')])
        expect([report.lost, items, images.length]).toEqual([0, [], 3])
        expect(images.map(({ name }) => name).sort()).toEqual(['a.jpg', 'c.jpg', 'x/b.jpg'])
      }
    }
  })
})
