import { lstat, readdir, readFile, rm, rmdir } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where the telemetry of ONNX Runtime kept its files, and where its logs are. */
export interface LeftoverPlaces {
  /** The folder `.onnxruntime` and those above it that it may have made, innermost first. */
  readonly folders: readonly string[]
  readonly temporary: string
}

const debugLog = /^mat-debug-(\d+)\.log$/
/** The number of a telemetry session, in the temporary folder: a time in milliseconds and an id. */
const sessionFile = '.ses'
const sessionText = /^\d{13}\r?\n[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\s*$/

/** The places on this system; null where the telemetry kept no files (Windows) or the place is not known. */
export function leftoverPlaces(
  platform: NodeJS.Platform,
  environment: NodeJS.ProcessEnv
): LeftoverPlaces | null {
  const temporary = tmpdir()
  const inside = (base: string): LeftoverPlaces => {
    const microsoft = join(base, 'Microsoft')
    const tools = join(microsoft, 'DeveloperTools')
    return { folders: [join(tools, '.onnxruntime'), tools, microsoft], temporary }
  }
  if (platform === 'darwin') return inside(join(homedir(), 'Library', 'Application Support'))
  if (platform !== 'linux') return null
  return inside(environment['XDG_CACHE_HOME'] || join(homedir(), '.cache'))
}

/**
 * Deletes what the telemetry of ONNX Runtime left when an earlier version of the application ran with it: only regular
 * files of this user; no links are followed. Logs of processes that run stay, and so do logs that are not empty: those that
 * this library left are. Folders that are empty then go as well.
 * @returns the paths of the files that were deleted
 * @throws the file system's error, after everything was tried
 */
export async function deleteTelemetryLeftovers({ folders, temporary }: LeftoverPlaces): Promise<string[]> {
  const wanted = [...(await storedFiles(folders)), ...(await temporaryFiles(temporary))]
  const deleted: string[] = []
  let failure: unknown
  for (const file of wanted) {
    try {
      await rm(file)
      deleted.push(file)
    } catch (error) {
      failure ??= error
    }
  }
  for (const folder of folders) {
    // Stops where anything else is in one.
    if (!deleted.some((file) => file.startsWith(folder)) || !(await rmdir(folder).then(yes, no))) break
  }
  if (failure instanceof Error) throw failure
  return deleted
}

const yes = (): boolean => true
const no = (): boolean => false

/** The device id and the events, with the drafts and SQLite's companions that stay behind where a process was ended. */
const storedName = /^(deviceid(\.lock|\.tmp\.[0-9a-f-]+)?|onnxruntime\.db(-wal|-shm|-journal)?)$/

async function storedFiles(folders: readonly string[]): Promise<string[]> {
  for (const folder of folders) if (!(await lstat(folder).catch(() => undefined))?.isDirectory()) return []
  const [folder = ''] = folders
  const names = await readdir(folder)
  return ownFiles(names.filter((name) => storedName.test(name)).map((name) => join(folder, name)))
}

async function temporaryFiles(folder: string): Promise<string[]> {
  const logs: string[] = []
  for (const name of await readdir(folder).catch(() => [])) {
    const [, process] = debugLog.exec(name) ?? []
    if (process !== undefined && !isRunning(Number(process))) logs.push(join(folder, name))
  }
  const session = join(folder, sessionFile)
  const text = (await ownFiles([session])).length > 0 ? await readFile(session, 'latin1').catch(() => '') : ''
  return [...(await ownFiles(logs, true)), ...(sessionText.test(text) ? [session] : [])]
}

/** Those that are regular files of this user, with one name each. */
async function ownFiles(files: readonly string[], empty = false): Promise<string[]> {
  const own: string[] = []
  for (const file of files) {
    const info = await lstat(file).catch(() => undefined)
    if (!info?.isFile() || info.nlink !== 1 || info.uid !== process.getuid?.()) continue
    if (!empty || info.size === 0) own.push(file)
  }
  return own
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it runs, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
