import type { Device } from '@shared/schema/models'

export interface LaneNeeds {
  /** For all lanes together. */
  readonly threads: number
  readonly device: Device
  /** No more lanes than there are images. */
  readonly images: number
  /** Of all files of the models. */
  readonly modelBytes: number
  /** Of the machine, or what the process may have of it. */
  readonly memoryBytes: number
}

/** More would hold the models many times, and gain little over two threads for each. */
const MOST_LANES = 4
/** On other devices than the processor: one prepares and outlines while the other one's model runs. */
const DEVICE_LANES = 2

/** What a lane takes besides the weights; measured with MobileSAM. */
const RUN_BYTES = 512 * 2 ** 20
/** The run-time keeps rearranged copies of weights. */
const COPIES = 2

/**
 * How many images are annotated at the same time, and by how many threads each: lanes of few threads, because a
 * model's run gains less by its second thread than by a second run beside it, and what is between the runs (decoding
 * and resizing the image, enlarging masks) has one thread anyway. Lanes take half of the memory at most.
 * @returns the threads of each lane
 */
export function planLanes({ threads, device, images, modelBytes, memoryBytes }: LaneNeeds): number[] {
  const room = Math.floor(memoryBytes / 2 / (RUN_BYTES + COPIES * modelBytes))
  const most = device === 'cpu' ? Math.min(MOST_LANES, threads) : DEVICE_LANES
  const lanes = Math.max(1, Math.min(most, images, room))
  return Array.from({ length: lanes }, (_, i) => Math.max(1, Math.floor((threads + lanes - 1 - i) / lanes)))
}
