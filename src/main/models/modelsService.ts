import { basename } from 'node:path'
import log from 'electron-log/main'
import type { EngineView } from '@shared/ipc/views'
import type {
  CatalogueId,
  CatalogueView,
  Device,
  DeviceChoice,
  FilesToken,
  Inspection,
  ModelsView,
  ModelTask,
  ModelView
} from '@shared/schema/models'
import { problem, ProblemError, toProblem, type Problem } from '@shared/schema/problem'
import type { Settings, SettingsChange } from '@shared/schema/settings'
import type { InitResult } from '../../engine/process/protocol'
import { addModel } from '../../engine/models/library/addModel'
import { catalogue, type CatalogueDownload, type CatalogueEntry } from '../../engine/models/library/catalogue'
import { deviceReason } from '../../engine/models/loading'
import { deviceFor, Devices } from '../../engine/models/devices'
import { Downloads, type CompletedDownload } from '../../engine/models/download/downloads'
import { type Fetcher, mirrored } from '../../engine/models/download/fetchFile'
import { FileTokens } from './fileTokens'
import { inspectModel } from '../../engine/models/library/inspect'
import type { LibraryModel, ModelLibrary } from '../../engine/models/library/library'
import type { LibraryState } from '../../engine/models/library/libraryState'
import type { Measure } from '../../engine/models/speed/request'
import { SpeedTests } from '../../engine/models/speed/speedTests'

/** A download without a known hash, as the user is asked about it. */
export interface UnverifiedDownload {
  readonly name: string
  /** Where it really comes from, the mirror considered. */
  readonly address: string
  readonly bytes: number
}

export interface ModelsOptions {
  readonly library: ModelLibrary
  readonly state: LibraryState
  readonly settings: { readonly current: Settings; update(change: SettingsChange): Settings }
  readonly measure: Measure
  readonly fetcher: Fetcher
  /** Asks the user whether to download what cannot be compared with anything. */
  readonly confirmUnverified: (download: UnverifiedDownload) => Promise<boolean>
  /** A photograph for the speed tests. */
  readonly image: () => Promise<string>
  /** A small model to try devices with. */
  readonly probeModel: string
  /** Parts of downloads. */
  readonly downloadFolder: string
  readonly restartEngine: () => void
  readonly changed: (view: ModelsView) => void
}

/** The setting that keeps the choice for a task. */
const settingOf = {
  promptable: 'promptableModel',
  segmenter: 'segmenterModel',
  detector: 'detectorModel'
} as const satisfies Record<ModelTask, keyof Settings>

/** The window is told of changes at most so often. */
const TELL_MS = 150

/** The model library as the window uses it: lists, adds, downloads, chooses and measures models. */
export class ModelsService {
  readonly library: ModelLibrary
  private readonly tokens = new FileTokens()
  private readonly devices: Devices
  private readonly downloads: Downloads
  private readonly tests: SpeedTests
  /** Addresses that the user agreed to download from unverified. */
  private readonly confirmed = new Set<string>()
  private telling: NodeJS.Timeout | undefined
  /** The promptable model that was chosen, but could not be loaded by the engine. */
  private failed: { readonly id: string; readonly problem: Problem } | null = null

  constructor(private readonly options: ModelsOptions) {
    const { library, state, measure, settings, image, probeModel } = options
    const onChange = (): void => this.tell()
    this.library = library
    this.devices = new Devices(measure, probeModel, onChange)
    this.tests = new SpeedTests({ measure, image, threads: () => settings.current.threads, onChange })
    this.downloads = new Downloads({
      folder: options.downloadFolder,
      fetcher: options.fetcher,
      mirror: () => settings.current.modelMirror,
      firstHash: (address) => state.firstHash(address),
      install: (arrived) => this.install(arrived),
      onChange
    })
  }

  /** Everything that the panel shows. */
  view(): ModelsView {
    const { library } = this.options
    return {
      models: library.list().map((model) => this.modelView(model)),
      catalogue: catalogue.map((entry) => this.catalogueView(entry)),
      devices: this.devices.list(),
      testing: this.tests.running,
      folder: library.folder
    }
  }

  /** The same, and finds out what takes a while: the devices, and the size of the model that comes with the program. */
  list(): ModelsView {
    void Promise.all([this.devices.probe(), this.library.countBuiltIn()])
      .then(() => this.tell())
      .catch((error: unknown) => log.warn('The model library is not complete', error))
    return this.view()
  }

  /** Files that were chosen before. @throws ProblemError bad-input */
  chosenFiles(token: FilesToken): readonly string[] {
    return this.tokens.paths(token)
  }

  /** A dry run: what the files are. Nothing is copied. */
  async inspect(paths: readonly string[]): Promise<Inspection> {
    const token = this.tokens.grant(paths)
    try {
      const { name, facts, files } = await inspectModel(paths)
      const names = files.flatMap(({ path, externalData }) => [basename(path), ...externalData])
      return { kind: 'recognised', model: { ...facts, token, name, files: names } }
    } catch (error) {
      return { kind: 'problem', token, problem: toProblem(error) }
    }
  }

  /** Copies what was inspected into the library. @throws ProblemError */
  async add(token: FilesToken, name: string, licence: string): Promise<void> {
    const found = await inspectModel(this.tokens.paths(token))
    const [file] = found.files
    const source = basename(file?.path ?? '')
    await addModel(this.library, found, { name, licence, source, checkedBy: 'added' })
    this.tell()
  }

  /**
   * Begins or continues a download. Where there is no hash to compare it with, the user is asked first, once for each
   * address while the application runs; nothing happens when they decline.
   * @throws ProblemError bad-input
   */
  async download(id: CatalogueId): Promise<void> {
    const entry = entryOf(id)
    if (await this.mayDownload(entry)) this.downloads.start(entry)
  }

  /** Stops a download; `keep` says whether it can be continued. @throws ProblemError bad-input */
  stopDownload(id: CatalogueId, keep: boolean): Promise<void> {
    return this.downloads.stop(entryOf(id), keep)
  }

  /** Deletes a model; where it was chosen, its task goes back to what comes with the program. */
  async remove(id: string): Promise<void> {
    const model = this.library.get(id)
    if (model && !model.builtIn && this.isChosen(model)) await this.choose(model.entry.task, null)
    await this.library.remove(id)
    this.options.state.forget(id)
    this.tell()
  }

  /**
   * Uses a model for a task; null is the one that comes with the program, or none. A promptable model is tried out
   * first: where it does not work, the one before stays.
   * @throws ProblemError that says why it cannot be used
   */
  async choose(task: ModelTask, id: string | null): Promise<void> {
    const { settings, restartEngine } = this.options
    const model = id === null ? null : await this.library.verified(id)
    if (model && model.entry.task !== task) {
      throw new ProblemError('bad-input', `${model.entry.id} is no ${task}`, { reason: 'task' })
    }
    if (model && !model.builtIn) await this.tests.check(model, this.deviceOf(model))
    const before = this.engineModel()
    this.failed = null
    const stored = task === 'promptable' ? (model?.entry.id ?? this.library.fallback.entry.id) : id
    settings.update({ [settingOf[task]]: stored })
    if (before.folder !== this.engineModel().folder) restartEngine()
    this.tell()
  }

  /** Where a model is to run. @throws ProblemError model-missing */
  setDevice(id: string, device: DeviceChoice): void {
    if (!this.library.get(id)) throw new ProblemError('model-missing', `There is no ${id}`, { file: id })
    this.changeDevice(() => this.options.state.setDevice(id, device))
  }

  /** Measures a model on every device that can be used, and keeps the result. */
  async selfTest(id: string): Promise<void> {
    const model = await this.library.verified(id)
    await this.devices.probe()
    const test = await this.tests.test(model, this.devices.available())
    this.changeDevice(() => this.options.state.setTest(id, test))
  }

  /** What the engine is to load. */
  engineModel(): { readonly folder: string; readonly device: Device } {
    const model = this.promptable()
    return { folder: model.folder, device: this.deviceOf(model) }
  }

  /** The device that a model runs on by the user's choice and its last speed test. */
  deviceOf({ entry }: LibraryModel): Device {
    const { state } = this.options
    return deviceFor(state.device(entry.id), state.test(entry.id))
  }

  /** Follows the engine: a model that it cannot load is replaced by the one that comes with the program. */
  onEngine({ activity, problem: why }: EngineView): void {
    const { entry, builtIn } = this.promptable()
    if (activity !== 'failed' || builtIn || !why?.kind.startsWith('model-')) return
    log.warn(`${entry.id} cannot be loaded and is replaced: ${why.message}`)
    this.failed = { id: entry.id, problem: why }
    // The engine is telling of its failure; it is restarted once it has.
    setImmediate(() => this.options.restartEngine())
    this.tell()
  }

  /** What the user should know of an engine that runs: another model or device than was chosen. */
  readyProblem({ device, fallback }: InitResult): Problem | null {
    if (this.failed) {
      const name = this.library.get(this.failed.id)?.entry.name ?? this.failed.id
      const used = this.library.fallback.entry.name
      const { message, kind } = this.failed.problem
      return problem('model-replaced', `${name} cannot be used: ${message}`, { name, used, reason: kind })
    }
    if (fallback === undefined) return null
    const asked = this.engineModel().device
    return problem('device-replaced', `The model runs on ${device} instead of ${asked}: ${fallback}`, {
      ...{ device: asked, reason: deviceReason(fallback) }
    })
  }

  async dispose(): Promise<void> {
    clearTimeout(this.telling)
    await this.downloads.dispose()
  }

  private changeDevice(change: () => void): void {
    const before = this.engineModel().device
    change()
    if (before !== this.engineModel().device) this.options.restartEngine()
    this.tell()
  }

  private promptable(): LibraryModel {
    const { promptableModel } = this.options.settings.current
    const model = promptableModel === this.failed?.id ? undefined : this.library.get(promptableModel)
    return model?.entry.task === 'promptable' ? model : this.library.fallback
  }

  private isChosen({ entry }: LibraryModel): boolean {
    if (entry.task === 'promptable') return this.promptable().entry.id === entry.id
    return this.options.settings.current[settingOf[entry.task]] === entry.id
  }

  private async mayDownload({ name, download }: CatalogueEntry): Promise<boolean> {
    if (!download || this.hashOf(download) !== null) return true
    const address = this.addressOf(download)
    if (this.confirmed.has(address)) return true
    if (!(await this.options.confirmUnverified({ name, address, bytes: download.bytes }))) return false
    this.confirmed.add(address)
    // The user confirmed this address, and no other.
    return this.addressOf(download) === address
  }

  /** What a download is compared with: the published hash, or that of the first one. */
  private hashOf({ sha256, address }: CatalogueDownload): string | null {
    return sha256 ?? this.options.state.firstHash(address)
  }

  private addressOf({ address }: CatalogueDownload): string {
    return mirrored(address, this.options.settings.current.modelMirror)
  }

  private async install({ paths, entry, sha256 }: CompletedDownload): Promise<void> {
    const { state } = this.options
    const { address = '', sha256: published = null } = entry.download ?? {}
    await addModel(this.library, await inspectModel(paths), {
      name: entry.name,
      licence: entry.licence,
      source: address,
      checkedBy: published === null ? 'first-download' : 'published'
    })
    if (published === null) state.setFirstHash(address, sha256)
  }

  private modelView(model: LibraryModel): ModelView {
    const { entry, builtIn } = model
    const { id, name, licence, source, checkedBy, task, familyName, description } = entry
    const { bytes, parameters, input, classes, capabilities } = entry
    const { state } = this.options
    return {
      ...{ id, name, licence, source, checkedBy, task, familyName, description },
      ...{ bytes, parameters, input, classes, capabilities, builtIn },
      chosen: this.isChosen(model),
      device: state.device(id),
      runsOn: this.deviceOf(model),
      test: state.test(id)
    }
  }

  private catalogueView(entry: CatalogueEntry): CatalogueView {
    const { download, weights, ...facts } = entry
    const address = download ? this.addressOf(download) : weights
    const installed = this.library.list().find(({ entry: known, builtIn }) => {
      return builtIn ? known.id === String(entry.id) : known.source === download?.address
    })
    return {
      ...facts,
      bytes: download?.bytes ?? null,
      address: address ?? entry.homepage,
      published: download !== null && download.sha256 !== null,
      sha256: download && this.hashOf(download),
      exportOnly: weights !== null,
      installed: installed?.entry.id ?? null,
      download: installed ? null : this.downloads.view(entry)
    }
  }

  private tell(): void {
    this.telling ??= setTimeout(() => {
      this.telling = undefined
      this.options.changed(this.view())
    }, TELL_MS)
  }
}

function entryOf(id: CatalogueId): CatalogueEntry {
  const entry = catalogue.find((known) => known.id === id)
  if (!entry) throw new ProblemError('bad-input', `Unknown model ${id}`, { reason: 'catalogue id' })
  return entry
}
