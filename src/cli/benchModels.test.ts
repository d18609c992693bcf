import { existsSync } from 'node:fs'
import { expect, it } from 'vitest'
import { modelDir, samplePath, sharedFixturePath } from '../main/inference/engine/testing/samples'
import { benchModel } from './benchModels'
import { benchTable } from './commands/bench'

const yolox = sharedFixturePath('models/yolox_nano.onnx')
const options = { images: [samplePath('nagasaki-boats')], runs: 1 }

it.skipIf(!existsSync(yolox))(`measures models (needs ${yolox})`, { timeout: 120_000 }, async () => {
  const rows = [await benchModel(modelDir, options), await benchModel(yolox, options)]
  expect(rows).toMatchObject([
    { model: 'MobileSAM', task: 'promptable', device: 'cpu' },
    { model: 'yolox_nano.onnx', task: 'detect', bytes: 3_678_356, parameters: 904_481, prompt_ms: null }
  ])
  for (const { image_ms } of rows) expect(image_ms.min).toBeGreaterThan(0)
  expect(rows[0]?.prompt_ms?.median).toBeGreaterThan(0)
  const [head, ...lines] = benchTable(rows)
  expect(head).toMatch(/^model +task +device/)
  expect(new Set([head, ...lines].map((line) => line?.length)).size).toBe(1)
})

it('names a model that is not there', async () => {
  await expect(benchModel('nowhere', options)).rejects.toMatchObject({ kind: 'model-missing' })
})
