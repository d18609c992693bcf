import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { decodeImageFile } from '../../../../imaging/decode'
import type { PromptableModel } from '../../../models/modelFiles'
import { CELLS, PROBE, table, writeTinyModel } from '../../testing/tinyModel'
import { openModel } from '../../../prompt/families/openModel'
import { realPorts } from '../../../testing/realPorts'
import { modelDir, samplePath } from '../../../../imaging/testing/samples'
import type { PortFactory } from '../../../../rpc/port'
import { AutoAnnotator } from '../autoAnnotator'
import { AnnotationLanes } from './annotationLanes'

const options = { confidence: 0.1 }
const paths = ['nagasaki-boats', 'airplane-from-above', 'march-pastoral'].map(samplePath)

let folder: string
let port: PortFactory
let detector: string
let outliner: PromptableModel

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lanes-'))
  port = (await realPorts()).lanePort
  outliner = await openModel(modelDir)
  // Two boxes of YOLOX's form; the second one's score tells how the image was prepared.
  const values = table(CELLS, 7, {
    9: [1.5, 0, Math.log(3), Math.log(2), 1, 0.9, 0],
    19: [2, 0.5, Math.log(2), 0, PROBE, 0, 0.005]
  })
  detector = await writeTinyModel(folder, { outputs: [{ name: 'output', dims: [1, CELLS, 7], values }] })
}, 120_000)

afterAll(() => rm(folder, { recursive: true }))

function open(threads: readonly number[]): Promise<AnnotationLanes> {
  return AnnotationLanes.open({ detector, outliner, port, threads, onRestart: () => undefined })
}

it('give to the bit what one thread gives by itself, and go on past a file that is no image', async () => {
  const broken = join(folder, 'broken.jpg')
  await writeFile(broken, 'no picture')
  const alone = await AutoAnnotator.open({ detector, outliner, threads: 2 })
  const expected = []
  for (const path of paths) expected.push(await alone.annotate(await decodeImageFile(path), options))
  await alone.release()
  expect(expected.flat().length).toBeGreaterThan(3)

  const lanes = await open([1, 1])
  const failed = expect(lanes.annotate(broken, options)).rejects.toMatchObject({ kind: 'image-unreadable' })
  const found = await Promise.all(paths.map((path) => lanes.annotate(path, options)))
  await failed
  expect(found.map(({ objects }) => objects)).toEqual(expected)
  await lanes.close()
}, 120_000)

it('end what is under way and what waits when they are cancelled', async () => {
  const lanes = await open([1])
  const under = [...paths, ...paths].map((path) => lanes.annotate(path, options))
  // Whichever file was read first.
  await Promise.race(under)
  lanes.cancel()
  const rest = (await Promise.allSettled(under)).filter(({ status }) => status === 'rejected')
  expect(rest.length).toBeGreaterThan(3)
  for (const result of rest) expect(result).toMatchObject({ reason: { kind: 'cancelled' } })
  await lanes.close()
}, 120_000)

it('do not start with a detector that is none', async () => {
  const opened = AnnotationLanes.open({
    ...{ detector: samplePath('nagasaki-boats'), outliner, port, threads: [1, 1] },
    onRestart: () => undefined
  })
  await expect(opened).rejects.toMatchObject({ kind: 'model-unreadable' })
}, 120_000)
