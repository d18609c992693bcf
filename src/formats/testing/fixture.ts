import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { ImportItem } from '@shared/schema/importing'

const home = join(import.meta.dirname, '../../../tests/fixtures/formats')

/** The files of a small dataset that was written by hand, by their paths. */
export async function fixture(name: string): Promise<Record<string, Uint8Array>> {
  const folder = join(home, name)
  const files: Record<string, Uint8Array> = {}
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    files[relative(folder, path).replaceAll(sep, '/')] = await readFile(path)
  }
  return files
}

/** Reports as short lines: the object, why, what was done, and what was found. */
export function itemsBriefly(items: readonly ImportItem[]): string[] {
  return items.map(({ object, reason, action, detail }) =>
    [String(object), reason, action, ...(detail === null ? [] : [detail])].join(' ')
  )
}
