import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openNetwork, type Network } from './network'
import { GraphEdit } from './testing/graphEdit'

let folder: string
let path: string
let network: Network

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'network-'))
  path = await GraphEdit.empty()
    .after('Sqrt', ['x'], 'y')
    .inputs(['x', 'float32', [2]])
    .outputs(['y', 'float32', [2]])
    .write(join(folder, 'root.onnx'))
  network = await openNetwork(path, ['y'], { threads: 1 })
})

afterAll(async () => {
  await network.release()
  await rm(folder, { recursive: true })
})

const feeds = (...values: number[]): Parameters<Network['run']>[0] => {
  return { x: { data: Float32Array.from(values), dims: [values.length] } }
}

it('runs a network, and names what is no number', async () => {
  const { y } = await network.run(feeds(4, 9), ['y'], ['y'])
  expect(Array.from(y.data)).toEqual([2, 3])
  const nan = { kind: 'model-nan', params: { file: path, output: 'y' } }
  await expect(network.run(feeds(4, -1), ['y'], ['y'])).rejects.toMatchObject(nan)
  expect((await network.run(feeds(4, -1), ['y'], [])).y.data).toHaveLength(2)
})

it('names the file that fails, and can be used again', async () => {
  const failed = { kind: 'model-failed', params: { file: path } }
  await expect(network.run(feeds(1, 2, 3), ['y'], [])).rejects.toMatchObject(failed)
  expect(Array.from((await network.run(feeds(1, 0), ['y'], [])).y.data)).toEqual([1, 0])
  await expect(openNetwork(path, ['z'], { threads: 1 })).rejects.toMatchObject(failed)
  const damaged = join(folder, 'damaged.onnx')
  await writeFile(damaged, 'no model')
  await expect(openNetwork(damaged, [], { threads: 1 })).rejects.toMatchObject({ kind: 'model-failed' })
})
