import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { modelDir, sharedFixturePath } from '../imaging/testing/samples'
import { modelInfo, modelInfoLines } from './modelInfo'

const yolox = sharedFixturePath('models/yolox_nano.onnx')

describe('what a model is', () => {
  it.skipIf(!existsSync(yolox))(`of a detector (needs ${yolox})`, async () => {
    const [info] = await modelInfo(yolox)
    expect(info).toMatchObject({
      family: 'YOLOX',
      task: 'detect',
      part: null,
      layers: 369,
      parameters: 904_481,
      bytes: 3_678_356,
      inputs: [{ name: 'images', type: 'float32', shape: [1, 3, 416, 416] }],
      classes_from: 'coco'
    })
    expect(info?.classes).toHaveLength(80)
    expect(info?.opset).toBeGreaterThan(9)
    const lines = info && modelInfoLines(info)
    expect(lines?.join('\n')).toContain('parameters  904,481')
    expect(lines).toContainEqual('    images float32[1, 3, 416, 416]')
    expect(lines).toContainEqual('    8 boat')
  })

  it('of each file of a folder', async () => {
    const infos = await modelInfo(modelDir)
    const part = (which: string) => infos.find((info) => info.part === which)
    expect(part('encoder')).toMatchObject({ task: 'promptable', classes: null })
    expect(part('decoder')).toMatchObject({ task: 'promptable' })
    for (const info of infos) expect(modelInfoLines(info).length).toBeGreaterThan(8)
  })

  it('of no model', async () => {
    await expect(modelInfo(import.meta.filename)).rejects.toMatchObject({ kind: 'model-unreadable' })
    await expect(modelInfo(import.meta.dirname)).rejects.toMatchObject({ kind: 'model-missing' })
  })
})
