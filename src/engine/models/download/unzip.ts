import { createWriteStream } from 'node:fs'
import { join, posix } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32 } from 'node:zlib'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { nameKey } from '@shared/files/nameKey'
import { isPortableName } from '@shared/files/portableName'
import { ProblemError } from '@shared/schema/problem'

/** What an archive may hold. */
interface UnzipLimits {
  /** Bytes of all that is unpacked of it. */
  readonly bytes: number
  /** Files and folders. */
  readonly entries: number
}

const defaultLimits: UnzipLimits = { bytes: 16 * 2 ** 30, entries: 10_000 }

/** The upper byte of "version made by" for Unix, and the bits of a Unix mode that tell links. */
const UNIX = 3
const KIND_BITS = 0o170_000
const LINK = 0o120_000

/**
 * Unpacks the models of a zip archive, and the files with their weights, into a folder; folders inside of the archive
 * are left out. Everything else in it is ignored, links too.
 * @param name of the archive, for messages
 * @returns paths of the .onnx files
 * @throws ProblemError model-unreadable; the file system's errors
 */
export async function unzipModels(
  archive: string,
  folder: string,
  name: string,
  limits = defaultLimits
): Promise<string[]> {
  const zip = await sound(name, () =>
    yauzl.openPromise(archive, { autoClose: false, decodeStrings: false, validateEntrySizes: true })
  )
  try {
    const entries = await modelEntries(zip, name, limits)
    const paths: string[] = []
    for (const { file, entry } of entries) {
      const target = join(folder, file)
      await unpack(zip, entry, target, name)
      paths.push(target)
    }
    const models = paths.filter((path) => path.endsWith('.onnx'))
    if (models.length === 0) throw refused(name, 'archive')
    return models
  } finally {
    zip.close()
  }
}

/** The entries to unpack, and the names that they get: none twice, also where names have no case. */
async function modelEntries(
  zip: ZipFile,
  name: string,
  { bytes, entries }: UnzipLimits
): Promise<readonly { readonly file: string; readonly entry: Entry }[]> {
  if (zip.entryCount > entries) throw refused(name, 'archive-too-large')
  const found = new Map<string, { readonly file: string; readonly entry: Entry }>()
  await sound(name, async () => {
    for await (const entry of zip.eachEntry()) {
      const file = fileNameOf(entry)
      if (!isModelFile(file) || isLink(entry)) continue
      if (entry.isEncrypted()) throw refused(name, 'archive-encrypted')
      if (!entry.canDecodeFileData() || found.has(nameKey(file))) throw refused(name, 'archive')
      found.set(nameKey(file), { file, entry })
    }
  })
  const sum = [...found.values()].reduce((total, { entry }) => total + entry.uncompressedSize, 0)
  if (sum > bytes) throw refused(name, 'archive-too-large')
  return [...found.values()]
}

/** The last part of the entry's path, whatever leads there. */
function fileNameOf({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string {
  return posix.basename(yauzl.getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false))
}

function isModelFile(file: string): boolean {
  return /\.(onnx|onnx[._]data|data|weights|bin)$/.test(file) && !file.startsWith('.') && isPortableName(file)
}

function isLink({ versionMadeBy, externalFileAttributes }: Entry): boolean {
  return versionMadeBy >>> 8 === UNIX && ((externalFileAttributes >>> 16) & KIND_BITS) === LINK
}

async function unpack(zip: ZipFile, entry: Entry, target: string, name: string): Promise<void> {
  let sum = 0
  const check = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sum = crc32(chunk, sum)
      done(null, chunk)
    }
  })
  await sound(name, async () =>
    pipeline(await zip.openReadStreamPromise(entry), check, createWriteStream(target))
  )
  if (sum !== entry.crc32) throw refused(name, 'archive')
}

/** Does it; what the archive is to blame for becomes its problem, what the file system says stays as it is. */
async function sound<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ProblemError) throw error
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const isOfSystem = code !== '' && !/^(Z_|ERR_)/.test(code)
    throw isOfSystem ? error : refused(name, 'archive')
  }
}

const SENTENCES = {
  archive: 'is damaged or holds no model',
  'archive-encrypted': 'is protected with a password',
  'archive-too-large': 'would be too large unpacked'
} as const

function refused(file: string, reason: keyof typeof SENTENCES): ProblemError {
  return new ProblemError('model-unreadable', `The archive ${file} ${SENTENCES[reason]}`, { file, reason })
}
