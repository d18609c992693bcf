import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { writeBoatDetector } from '../engine/detect/testing/boatDetector'
import { modelDir, samplePath } from '../imaging/testing/samples'
import { benchModel } from './benchModels'
import { benchTable } from './commands/bench'

const options = { images: [samplePath('nagasaki-boats')], runs: 1 }

it('measures models', { timeout: 120_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'))
  const detector = await writeBoatDetector(folder)
  const rows = [await benchModel(modelDir, options), await benchModel(detector, options)]
  expect(rows).toMatchObject([
    { model: 'MobileSAM', task: 'promptable', device: 'cpu' },
    { model: 'boats.onnx', task: 'detect', prompt_ms: null }
  ])
  for (const { image_ms } of rows) expect(image_ms.min).toBeGreaterThan(0)
  expect(rows[0]?.prompt_ms?.median).toBeGreaterThan(0)
  for (const { bytes, parameters } of rows) expect(bytes).toBeGreaterThan(parameters)
  const [head, ...lines] = benchTable(rows)
  expect(head).toMatch(/^model +task +device/)
  expect(new Set([head, ...lines].map((line) => line?.length)).size).toBe(1)
  await rm(folder, { recursive: true })
})

it('names a model that is not there', async () => {
  await expect(benchModel('nowhere', options)).rejects.toMatchObject({ kind: 'model-missing' })
})
