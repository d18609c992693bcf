import { join } from 'node:path'
import { z } from 'zod'
import {
  deviceChoiceSchema,
  deviceSchema,
  speedSchema,
  type DeviceChoice,
  type SpeedTest
} from '@shared/schema/models'
import { problemSchema } from '@shared/schema/problem'
import { JsonFile } from '../../../files/jsonFile'

const stateSchema = z.object({
  devices: z.record(z.string(), deviceChoiceSchema).default({}),
  tests: z
    .record(
      z.string(),
      z.object({
        at: z.number(),
        speeds: z.array(speedSchema),
        failed: z.array(z.object({ device: deviceSchema, problem: problemSchema }))
      })
    )
    .default({}),
  /** Hashes of first downloads, by address: where none is published, later ones are compared with them. */
  firstHashes: z.record(z.string(), z.string()).default({})
})
type State = z.infer<typeof stateSchema>

/** What the library remembers of models, those that come with the program included: choices, speeds, hashes. */
export class LibraryState {
  private readonly file: JsonFile<State>
  private state: State

  /** @param folder the user's models. */
  constructor(folder: string) {
    this.file = new JsonFile(join(folder, 'library.json'), stateSchema, stateSchema.parse({}))
    this.state = this.file.read()
  }

  device(id: string): DeviceChoice {
    return this.state.devices[id] ?? 'auto'
  }

  setDevice(id: string, device: DeviceChoice): void {
    this.change({ devices: { ...this.state.devices, [id]: device } })
  }

  test(id: string): SpeedTest | null {
    return this.state.tests[id] ?? null
  }

  setTest(id: string, { at, speeds, failed }: SpeedTest): void {
    this.change({ tests: { ...this.state.tests, [id]: { at, speeds: [...speeds], failed: [...failed] } } })
  }

  firstHash(address: string): string | null {
    return this.state.firstHashes[address] ?? null
  }

  setFirstHash(address: string, sha256: string): void {
    this.change({ firstHashes: { ...this.state.firstHashes, [address]: sha256 } })
  }

  /** Forgets the choice and the speed of a model that was removed; hashes stay. */
  forget(id: string): void {
    this.change({ devices: without(this.state.devices, id), tests: without(this.state.tests, id) })
  }

  private change(fields: Partial<State>): void {
    this.state = { ...this.state, ...fields }
    this.file.write(this.state)
  }
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key))
}
