import { readFile, stat, truncate, writeFile, open } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { ProblemError } from '@shared/schema/problem'
import { removeFile, rename } from '../../../files/operations'
import { fileHash } from '../fileHash'
import { storeProblem } from '../library/problems'
import { ReadAhead } from './readAhead'

/** `fetch` of the system's network: Electron's knows its proxies, Node's serves the tests. */
export type Fetcher = (
  address: string,
  init: { readonly headers: Record<string, string>; readonly signal: AbortSignal }
) => Promise<Response>

export interface FileRequest {
  readonly address: string
  /** Where the file is put once it is whole; beside it lies `<target>.part` meanwhile. */
  readonly target: string
  /** For messages. */
  readonly name: string
  /** What its hash has to be; null takes it as it comes. */
  readonly sha256: string | null
  readonly fetcher: Fetcher
  readonly signal: AbortSignal
  readonly onProgress: (received: number, total: number | null) => void
  /** Milliseconds before each new attempt after a connection that was cut; [500, 2000, 5000]. */
  readonly pauses?: readonly number[]
  /** A server that sends nothing for so long is given up; 30 s. */
  readonly silenceMs?: number
}

/** What is known about a part: only what the same server has left unchanged is continued. */
const partSchema = z.object({
  address: z.string(),
  validator: z.string(),
  total: z.int().positive().nullable()
})
type Part = z.infer<typeof partSchema>

/** A connection that broke off: the next attempt continues where this one ended. */
class CutError extends Error {}

/**
 * Downloads a file, continuing an earlier attempt where the server allows it, and checks it.
 * @returns its sha256
 * @throws ProblemError download-failed, download-altered, disk-full, cancelled; the part stays for the next attempt
 * unless it was wrong.
 */
export async function fetchFile(request: FileRequest): Promise<string> {
  const { target, sha256, signal, pauses = [500, 2000, 5000] } = request
  const part = `${target}.part`
  for (let failures = 0; ; failures++) {
    const before = await sizeOf(part)
    try {
      await receive(request, part)
      break
    } catch (error) {
      if (signal.aborted) throw new ProblemError('cancelled', 'The download was stopped', {})
      if (!(error instanceof CutError)) throw storeProblem(error, request.name)
      if ((await sizeOf(part)) > before) failures = 0
      const pause = pauses[failures]
      if (pause === undefined) throw failed(request, error.message)
      await wait(pause, undefined, { signal }).catch(() => undefined)
    }
  }
  const hash = await fileHash(part)
  if (sha256 !== null && hash !== sha256) {
    await forgetPart(target)
    const { name: file, address } = request
    throw new ProblemError('download-altered', `${address} has the wrong hash ${hash}`, {
      ...{ file, host: hostOf(address) }
    })
  }
  await rename(part, target)
  await removeFile(metadataPath(part))
  return hash
}

/** Deletes what an attempt left. */
export async function forgetPart(target: string): Promise<void> {
  await Promise.all([removeFile(`${target}.part`), removeFile(metadataPath(`${target}.part`))])
}

/** One connection: asks for what is missing, and appends what comes. */
async function receive(request: FileRequest, part: string): Promise<void> {
  const { address, fetcher, signal } = request
  const known = await readPart(part)
  const size = await sizeOf(part)
  const continued = known?.address === address && known.validator !== '' && size > 0
  const headers: Record<string, string> = continued
    ? { Range: `bytes=${size}-`, 'If-Range': known.validator }
    : {}
  const silence = new AbortController()
  const response = await withTimeout(request, silence, () =>
    fetcher(address, { headers, signal: AbortSignal.any([signal, silence.signal]) })
  )
  if (continued && response.status === 416) {
    await response.body?.cancel()
    if (known.total === size) return
    await forgetPart(request.target)
    throw new CutError('http-416')
  }
  if (response.status === 429 || response.status >= 500) throw new CutError(`http-${response.status}`)
  if (!response.ok) throw failed(request, `http-${response.status}`)

  const range = /^bytes (\d+)-\d+\/(\d+|\*)/.exec(response.headers.get('content-range') ?? '')
  const appends = response.status === 206 && Number(range?.[1]) === size
  if (response.status === 206 && !appends) {
    await response.body?.cancel()
    await forgetPart(request.target)
    throw new CutError('http-206')
  }
  const total = appends ? numberOrNull(range?.[2]) : lengthOf(response)
  // Read before anything else is waited for: what arrives meanwhile must not be lost where the connection is cut.
  const reader = (response.body as ReadableStream<Uint8Array> | null)?.getReader()
  const chunks = new ReadAhead(
    async () => reader && (await withTimeout(request, silence, () => reader.read())).value
  )
  try {
    if (!appends) await writeFile(part, '')
    await writePart(part, { address, validator: validatorOf(response), total })
    await append(request, part, appends ? size : 0, total, chunks)
  } finally {
    chunks.stop()
    await reader?.cancel().catch(() => undefined)
  }
}

async function append(
  request: FileRequest,
  part: string,
  from: number,
  total: number | null,
  chunks: ReadAhead
): Promise<void> {
  const file = await open(part, 'a')
  let received = from
  try {
    request.onProgress(received, total)
    for (let chunk = await chunks.next(); chunk; chunk = await chunks.next()) {
      await file.appendFile(chunk)
      received += chunk.byteLength
      request.onProgress(received, total)
    }
  } finally {
    await file.close()
  }
  if (total === null || received === total) return
  // More than was announced is another file.
  if (received > total) await truncate(part, 0)
  throw new CutError('ECONNRESET')
}

/** Waits for the network, but not for ever. @throws CutError; ProblemError download-failed where it is of no use to go on. */
async function withTimeout<T>(
  request: FileRequest,
  silence: AbortController,
  act: () => Promise<T>
): Promise<T> {
  const timer = setTimeout(() => silence.abort(), request.silenceMs ?? 30_000)
  try {
    return await act()
  } catch (error) {
    const reason = silence.signal.aborted ? 'ETIMEDOUT' : networkReason(error)
    if (request.signal.aborted || reason === 'ECONNRESET' || reason === 'ETIMEDOUT') {
      throw new CutError(reason, { cause: error })
    }
    throw failed(request, reason)
  } finally {
    clearTimeout(timer)
  }
}

function failed({ name: file, address }: FileRequest, reason: string): ProblemError {
  const host = hostOf(address)
  return new ProblemError('download-failed', `${address} could not be downloaded: ${reason}`, {
    ...{ file, host, reason }
  })
}

function hostOf(address: string): string {
  return new URL(address).host
}

/** A strong validator of the file as the server has it now; empty where it gives none. */
function validatorOf({ headers }: Response): string {
  const etag = headers.get('etag')
  return etag && !etag.startsWith('W/') ? etag : (headers.get('last-modified') ?? '')
}

function lengthOf({ headers }: Response): number | null {
  // The length of what is packed for the way says nothing about the file.
  const packed = headers.get('content-encoding') ?? 'identity'
  return packed === 'identity' ? numberOrNull(headers.get('content-length') ?? undefined) : null
}

function numberOrNull(text: string | undefined): number | null {
  const number = Number(text)
  return Number.isSafeInteger(number) && number > 0 ? number : null
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0
  )
}

const metadataPath = (part: string): string => `${part}.json`

async function readPart(part: string): Promise<Part | undefined> {
  try {
    return partSchema.parse(JSON.parse(await readFile(metadataPath(part), 'utf8')))
  } catch {
    return undefined
  }
}

async function writePart(part: string, about: Part): Promise<void> {
  await writeFile(metadataPath(part), JSON.stringify(about))
}

/** Messages of Chromium's network and codes of Node's, as the reasons that the interface has words for. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_VERIFY/, 'tls'],
  [/PROXY|TUNNEL/, 'proxy'],
  [/NAME_NOT_RESOLVED|ENOTFOUND|EAI_AGAIN|NAME_RESOLUTION/, 'ENOTFOUND'],
  [/INTERNET_DISCONNECTED|ENETUNREACH|ENETDOWN|ADDRESS_UNREACHABLE|EHOSTUNREACH/, 'offline'],
  [/REFUSED/, 'ECONNREFUSED'],
  [/TIMED_?OUT|TIMEOUT/, 'ETIMEDOUT'],
  [/RESET|CLOSED|EMPTY_RESPONSE|INCOMPLETE|MISMATCH|UND_ERR_SOCKET|EPIPE|ABORTED|terminated/, 'ECONNRESET']
]

/** Why a request failed: a code where it is a usual reason, otherwise the message. */
function networkReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const texts = [codeOf(error), error.message, codeOf(error.cause), messageOf(error.cause)]
  const text = texts.join(' ')
  return reasons.find(([pattern]) => pattern.test(text))?.[1] ?? (messageOf(error.cause) || error.message)
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : ''
}

/** The address at a mirror: its base takes the place of the official host, and the path stays. */
export function mirrored(address: string, mirror: string): string {
  if (mirror === '') return address
  const { pathname } = new URL(address)
  return `${mirror.replace(/\/+$/, '')}${pathname}`
}
