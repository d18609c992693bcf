import { NameMap } from '@shared/files/nameMap'
import type { ImportItem } from '@shared/schema/importing'
import type { Size } from '@shared/geometry/spaces'
import type { ForeignDataset, ForeignImage } from '../import/foreign'
import { defaultLimits, type ReadLimits } from '../import/limits'
import type { DatasetReader, ReadContext, SourceFiles } from '../import/reader'
import { CooperativeYielder } from '../cooperativeYielder'

/** Files in memory: text or bytes by path. Pieces are `step` bytes long. */
export function memorySource(
  files: Readonly<Record<string, string | Uint8Array>>,
  { chosen = null, step = 7919 }: { chosen?: string | null; step?: number } = {}
): SourceFiles {
  const bytes = new Map(
    Object.entries(files).map(([path, content]) => [
      path,
      typeof content === 'string' ? Buffer.from(content) : content
    ])
  )
  const names = new NameMap(Object.keys(files).map((path) => [path, path]))
  const find = (path: string): Uint8Array => {
    const content = bytes.get(path)
    if (!content) throw new Error(`There is no file ${path}`)
    return content
  }
  return {
    paths: [...bytes.keys()].sort(),
    chosen,
    has: (path) => bytes.has(path),
    find: (path) => names.get(path) ?? null,
    size: (path) => Promise.resolve(find(path).length),
    slice: (path, start, end) => Promise.resolve(find(path).subarray(start, end)),
    async *chunks(path) {
      const content = find(path)
      for (let at = 0; at < content.length; at += step) {
        yield await Promise.resolve(content.subarray(at, at + step))
      }
    }
  }
}

/** What a reader made of files, and what it had to say. */
export interface ReadResult {
  readonly dataset: ForeignDataset
  readonly images: readonly ForeignImage[]
  readonly items: readonly ImportItem[]
}

/** Reads a dataset to its end. */
export async function readAll(
  reader: DatasetReader,
  source: SourceFiles,
  options: { sizes?: Readonly<Record<string, Size>>; limits?: Partial<ReadLimits> } = {}
): Promise<ReadResult> {
  const items: ImportItem[] = []
  const context: ReadContext = {
    limits: { ...defaultLimits, ...options.limits },
    pacer: new CooperativeYielder(new AbortController().signal),
    report: (item) => items.push(item),
    progress: () => undefined,
    sizeOf: (name) => Promise.resolve(options.sizes?.[name] ?? null)
  }
  const dataset = await reader.open(source, context)
  const images: ForeignImage[] = []
  for await (const image of dataset.images()) images.push(image)
  return { dataset, images, items }
}
