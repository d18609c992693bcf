import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ExportReport } from '@shared/schema/exporting'
import type { ImportItem } from '@shared/schema/importing'
import type { Size } from '@shared/geometry/spaces'
import type { Dataset } from '../dataset'
import { exportDataset } from '../exportDataset'
import type { WriteOptions } from '../exportRun'
import type { ForeignDataset, ForeignImage } from '../import/foreign'
import { SourceFolder } from '../import/sourceFolder'
import { CooperativeYielder } from '../cooperativeYielder'
import { formatOf } from '../registry'
import { readAll } from './memorySource'

/** An export to a real folder, and what the format's reader finds there. */
export interface RoundTrip {
  readonly report: ExportReport
  readonly images: readonly ForeignImage[]
  readonly dataset: ForeignDataset
  readonly items: readonly ImportItem[]
  /** Every file, with its text. */
  readonly files: ReadonlyMap<string, string>
}

/** Exports a dataset, reads it again with the format's own reader, and takes the folder away. */
export async function roundTrip(
  dataset: Dataset,
  options: Partial<WriteOptions> & Pick<WriteOptions, 'format'>
): Promise<RoundTrip> {
  const home = await mkdtemp(join(tmpdir(), 'maskwright-test-'))
  try {
    const report = await exportDataset({
      dataset,
      options: { rle: false, images: 'all', split: null, copyImages: false, ...options },
      destination: home,
      resolveImage: () => null,
      signal: new AbortController().signal,
      onProgress: () => undefined,
      date: new Date('2026-01-02T03:04:05Z')
    })
    const source = await SourceFolder.at(
      report.destination,
      new CooperativeYielder(new AbortController().signal)
    )
    try {
      const files = new Map<string, string>()
      for (const path of source.paths) {
        const bytes = await source.slice(path, 0, await source.size(path))
        files.set(path, Buffer.from(bytes).toString('utf8'))
      }
      const { reader } = formatOf(options.format)
      if (!reader) throw new Error(`${options.format} is not read`)
      return { report, files, ...(await readAll(reader, source, { sizes: sizesOf(dataset) })) }
    } finally {
      source.close()
    }
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}

function sizesOf(dataset: Dataset): Record<string, Size> {
  return Object.fromEntries(dataset.images.map(({ path, width, height }) => [path, { width, height }]))
}
