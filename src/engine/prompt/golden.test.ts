import { readFile } from 'node:fs/promises'
import { countsFromString } from '@shared/mask/rleString'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { goldenPath, modelDir, samplePath } from '../../imaging/testing/samples'
import { SamPredictor, type Prediction, type PredictorPrompt } from './predictor'
import { fromColumnMajor } from '@shared/mask/columnMajor'
import { rleIou } from '@shared/mask/measure'

const label = z.union([z.literal(0), z.literal(1)])
const schema = z.object({
  width: z.number(),
  height: z.number(),
  cases: z.array(
    z.object({
      kind: z.string(),
      points: z.array(z.tuple([z.number(), z.number(), label])),
      box: z.tuple([z.number(), z.number(), z.number(), z.number()]).optional(),
      previous: z.object({ case: z.number(), mask: z.number() }).optional(),
      iou: z.array(z.number()),
      masks: z.array(z.string().nullable())
    })
  )
})
type Golden = z.infer<typeof schema>

/** What is required, and what was reached when this was written: mean 1.0000, worst 0.99999, scores 0.00001. */
const LEAST_MEAN_IOU = 0.9998
const LEAST_IOU = 0.998
const MOST_SCORE_ERROR = 0.0005

let predictor: SamPredictor

beforeAll(async () => {
  predictor = await SamPredictor.load(modelDir)
})

afterAll(() => predictor.release())

function promptOf(
  { points, box, previous }: Golden['cases'][number],
  results: Prediction[]
): PredictorPrompt {
  const result = previous && results[previous.case]
  return {
    points: points.map(([x, y, label]) => ({ x, y, label })),
    box,
    ...(result ? { previous: { result, index: previous.mask } } : {})
  }
}

describe('the official prompts', () => {
  it.each(['airplane-from-above', 'allium-oreophilum', 'groceries', 'march-pastoral', 'nagasaki-boats'])(
    '%s',
    async (name) => {
      const golden = schema.parse(JSON.parse(await readFile(goldenPath(name), 'utf8')))
      await predictor.setImage(samplePath(name))
      const results: Prediction[] = []
      const ious: number[] = []
      let scoreError = 0
      for (const each of golden.cases) {
        const result = await predictor.predict(promptOf(each, results))
        results.push(result)
        each.masks.forEach((text, i) => {
          scoreError = Math.max(scoreError, Math.abs((result.scores[i] ?? 0) - (each.iou[i] ?? 0)))
          if (text === null) return
          const { width, height } = golden
          const expected = fromColumnMajor({ width, height, counts: countsFromString(text) })
          ious.push(rleIou(result.mask(i), expected))
        })
      }
      expect(ious.reduce((a, b) => a + b, 0) / ious.length).toBeGreaterThan(LEAST_MEAN_IOU)
      expect(Math.min(...ious)).toBeGreaterThan(LEAST_IOU)
      expect(scoreError).toBeLessThan(MOST_SCORE_ERROR)
    }
  )
})
