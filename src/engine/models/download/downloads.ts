import { existsSync, mkdirSync, statSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { CatalogueId, DownloadView } from '@shared/schema/models'
import { toProblem } from '@shared/schema/problem'
import { removeFile, removeFolder } from '../../../files/operations'
import type { CatalogueDownload, CatalogueEntry } from '../library/catalogue'
import { fetchFile, forgetPart, type Fetcher, mirrored } from './fetchFile'
import { unzipModels } from './unzip'

/** A download that has arrived and was checked. */
export interface CompletedDownload {
  /** The models' files: one, or an encoder and a decoder. */
  readonly paths: readonly string[]
  readonly entry: CatalogueEntry
  /** Of the file as it was downloaded. */
  readonly sha256: string
}

export interface DownloadsOptions {
  /** Parts of downloads are kept here; made when missing. */
  readonly folder: string
  readonly fetcher: Fetcher
  /** Base address that replaces the official hosts; empty for none. */
  readonly mirror: () => string
  /** The hash that the first download of an address had, where none is published. */
  readonly firstHash: (address: string) => string | null
  /** Takes the model over; its files are deleted afterwards. */
  readonly install: (arrived: CompletedDownload) => Promise<void>
  readonly onChange: () => void
}

interface Running {
  readonly stop: AbortController
  readonly ended: Promise<void>
}

/** Downloads of models of the catalogue. What was begun can be continued later, also after a restart. */
export class Downloads {
  private readonly views = new Map<CatalogueId, DownloadView>()
  private readonly running = new Map<CatalogueId, Running>()

  constructor(private readonly options: DownloadsOptions) {
    mkdirSync(options.folder, { recursive: true })
  }

  /** How far a download is, also one of an earlier start of the program; null where there is none. */
  view({ id, download }: CatalogueEntry): DownloadView | null {
    const known = this.views.get(id)
    if (known || !download) return known ?? null
    const part = `${this.target(id, download)}.part`
    if (!existsSync(part)) return null
    return { ...beginning, state: 'stopped', receivedBytes: statSync(part).size, totalBytes: download.bytes }
  }

  /** Begins or continues a download; does nothing while it runs. */
  start(entry: CatalogueEntry): void {
    const { id, download } = entry
    if (!download || this.running.has(id)) return
    const stop = new AbortController()
    const receivedBytes = this.view(entry)?.receivedBytes ?? 0
    this.show(id, { ...beginning, receivedBytes, totalBytes: download.bytes })
    const ended = this.run(entry, download, stop.signal).finally(() => {
      this.running.delete(id)
      this.options.onChange()
    })
    this.running.set(id, { stop, ended })
  }

  /** Stops a download; `keep` says whether it can be continued. */
  async stop({ id, download }: CatalogueEntry, keep: boolean): Promise<void> {
    const running = this.running.get(id)
    running?.stop.abort()
    await running?.ended
    if (keep || !download) return
    await forgetPart(this.target(id, download))
    this.views.delete(id)
    this.options.onChange()
  }

  /** Ends all, and leaves the parts. */
  async dispose(): Promise<void> {
    const all = [...this.running.values()]
    for (const { stop } of all) stop.abort()
    await Promise.all(all.map(({ ended }) => ended))
  }

  private async run(entry: CatalogueEntry, download: CatalogueDownload, signal: AbortSignal): Promise<void> {
    const { id } = entry
    const { firstHash, fetcher, mirror, install } = this.options
    const target = this.target(id, download)
    const unpacked = `${target}.files`
    try {
      const sha256 = await fetchFile({
        address: mirrored(download.address, mirror()),
        target,
        name: basename(target),
        sha256: download.sha256 ?? firstHash(download.address),
        fetcher,
        signal,
        onProgress: (receivedBytes, total) => {
          this.show(id, { ...beginning, receivedBytes, totalBytes: total ?? download.bytes })
        }
      })
      this.change(id, { state: 'checking' })
      await mkdir(unpacked, { recursive: true })
      const paths = download.archive ? await unzipModels(target, unpacked, basename(target)) : [target]
      await install({ paths, entry, sha256 })
      this.views.delete(id)
    } catch (error) {
      const problem = toProblem(error)
      if (problem.kind === 'cancelled') this.change(id, { state: 'stopped' })
      else this.change(id, { state: 'failed', problem })
    } finally {
      await Promise.all([removeFile(target), removeFolder(unpacked)])
    }
  }

  private target(id: CatalogueId, { address }: CatalogueDownload): string {
    const folder = join(this.options.folder, id)
    mkdirSync(folder, { recursive: true })
    return join(folder, basename(new URL(address).pathname))
  }

  private change(id: CatalogueId, fields: Partial<DownloadView>): void {
    this.show(id, { ...(this.views.get(id) ?? beginning), ...fields })
  }

  private show(id: CatalogueId, view: DownloadView): void {
    this.views.set(id, view)
    this.options.onChange()
  }
}

const beginning: DownloadView = { state: 'running', receivedBytes: 0, totalBytes: 0, problem: null }
