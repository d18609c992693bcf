import { isDeviceName } from './portableName'

/** What is needed of Node's `path`, or of its `win32` or `posix` where the rules of one system are meant. */
export interface PathRules {
  readonly sep: string
  relative(from: string, to: string): string
  isAbsolute(path: string): boolean
}

/** A drive and its root, or the beginning of a share's path. `C:x` and `\x` depend on where the program runs. */
const FULL_WINDOWS_PATH = /^(?:[a-z]:[\\/]|[\\/]{2}[^\\/])/i
/** What Windows takes for its own, and trailing dots and blanks, which it strips. */
const REFUSED_BY_WINDOWS = /[<>:"\\|?*\p{Cc}]|[. ]$/u

const isWindows = ({ sep }: PathRules): boolean => sep === '\\'

/**
 * Whether `target` lies below `root`: both absolute and without links. On Windows case does not count, `\\?\C:\x` is
 * `C:\x`, and what names an alternate data stream or depends on the current drive or folder lies nowhere.
 */
export function isBelow(root: string, target: string, paths: PathRules): boolean {
  const [from, to] = isWindows(paths) ? [plainWindowsPath(root), plainWindowsPath(target)] : [root, target]
  if (from === null || to === null) return false
  const way = paths.relative(from, to)
  if (way === '' || way === '..' || way.startsWith(`..${paths.sep}`) || paths.isAbsolute(way)) return false
  return !isWindows(paths) || !way.includes(':')
}

/** Whether two absolute paths without links are one. */
export function isSamePath(a: string, b: string, paths: PathRules): boolean {
  if (a === b) return true
  const [from, to] = isWindows(paths) ? [plainWindowsPath(a), plainWindowsPath(b)] : [a, b]
  return from !== null && to !== null && paths.relative(from, to) === ''
}

/**
 * Whether every part of a relative path with forward slashes names something below. On Linux and macOS a backslash or a
 * colon is a letter like any other; on Windows they, devices and names that it would change are refused.
 */
export function isPlainPath(relPath: string, paths: PathRules): boolean {
  if (relPath.includes('\0')) return false
  return relPath.split('/').every((part) => {
    if (part === '' || part === '.' || part === '..') return false
    return !isWindows(paths) || (!REFUSED_BY_WINDOWS.test(part) && !isDeviceName(part))
  })
}

/** The path without the prefix that allows long paths; null for devices and for what is not complete. */
function plainWindowsPath(path: string): string | null {
  const written = path.replaceAll('/', '\\')
  const long = /^\\\\\?\\(?:(UNC\\)|(?=[a-z]:\\))/i.exec(written)
  const plain = long ? (long[1] === undefined ? '' : '\\\\') + written.slice(long[0].length) : written
  return FULL_WINDOWS_PATH.test(plain) && !/^\\\\[.?]\\/.test(plain) ? plain : null
}
