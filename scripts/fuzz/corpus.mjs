import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** A case as text: its files, each in base64, so that it can be kept and compared. */
const asText = (files) =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')])
    ),
    null,
    1
  ) + '\n'

const fromText = (text) =>
  Object.fromEntries(
    Object.entries(JSON.parse(text)).map(([name, bytes]) => [
      name,
      new Uint8Array(Buffer.from(bytes, 'base64'))
    ])
  )

/**
 * The kept cases of a target, by file name.
 * @param {string} folder
 * @returns {Promise<readonly { file: string, files: import('./mutate.mjs').Files }[]>}
 */
export async function readCorpus(folder) {
  if (!existsSync(folder)) return []
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()
  return Promise.all(names.map((name) => readCase(path.join(folder, name))))
}

/** One kept case. */
export async function readCase(file) {
  return { file, files: fromText(await readFile(file, 'utf8')) }
}

/** Keeps a case under the hash of its content; returns the file. */
export async function keepCase(folder, files) {
  const text = asText(files)
  const file = path.join(folder, `${createHash('sha256').update(text).digest('hex').slice(0, 16)}.json`)
  await mkdir(folder, { recursive: true })
  await writeFile(file, text)
  return file
}
