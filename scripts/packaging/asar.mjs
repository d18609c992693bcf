import { open } from 'node:fs/promises'

/**
 * The paths of all files of an asar archive, with forward slashes; those that are unpacked beside it included.
 * Layout: a pickle that holds the size of the header pickle, the header pickle (JSON), the files.
 * @param {string} file
 * @returns {Promise<string[]>}
 */
export async function listAsar(file) {
  const handle = await open(file)
  try {
    const head = Buffer.alloc(16)
    await handle.read(head, 0, 16, 0)
    const json = Buffer.alloc(head.readUInt32LE(12))
    await handle.read(json, 0, json.length, 16)
    return [...paths(JSON.parse(json.toString('utf8')), '')]
  } finally {
    await handle.close()
  }
}

function* paths({ files }, folder) {
  for (const [name, entry] of Object.entries(files)) {
    if (entry.files) yield* paths(entry, `${folder}${name}/`)
    else yield `${folder}${name}`
  }
}

/** The npm packages among the paths of an archive, sorted. */
export function packagesIn(files) {
  const names = files.flatMap((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? [])
  return [...new Set(names)].sort()
}
