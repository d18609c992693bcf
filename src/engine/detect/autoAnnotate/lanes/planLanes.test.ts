import { describe, expect, it } from 'vitest'
import { planLanes, type LaneNeeds } from './planLanes'

const GIB = 2 ** 30

const machine: LaneNeeds = {
  threads: 2,
  device: 'cpu',
  images: 1000,
  modelBytes: 50e6,
  memoryBytes: 16 * GIB
}

describe('planLanes', () => {
  it.each<[string, Partial<LaneNeeds>, number[]]>([
    ['a lane for each of few threads', {}, [1, 1]],
    ['four lanes that share many threads', { threads: 6 }, [2, 2, 1, 1]],
    ['all threads for one image', { images: 1 }, [2]],
    ['one lane where there is one thread', { threads: 1 }, [1]],
    ['no more lanes than half of the memory holds', { threads: 8, memoryBytes: 4 * GIB }, [3, 3, 2]],
    ['one lane of a large model', { threads: 4, modelBytes: 2.6e9, memoryBytes: 8 * GIB }, [4]],
    ['two lanes on another device', { threads: 8, device: 'cuda' }, [4, 4]],
    ['two lanes there for one thread as well', { threads: 1, device: 'webgpu' }, [1, 1]]
  ])('%s', (_, change, lanes) => {
    expect(planLanes({ ...machine, ...change })).toEqual(lanes)
  })
})
