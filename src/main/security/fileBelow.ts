import path, { type PlatformPath } from 'node:path'
import { isBelow, isPlainPath } from '@shared/files/pathRules'

/**
 * The file that a URL names below a root folder, or undefined when it would lie outside.
 * @param paths the rules of the system
 */
export function fileBelow(root: string, url: string, paths: PlatformPath = path): string | undefined {
  let name: string
  try {
    name = decodeURIComponent(new URL(url).pathname).replace(/^\/+/, '')
  } catch {
    return undefined
  }
  if (name.includes('\\') || !isPlainPath(name, paths)) return undefined
  const file = paths.resolve(root, name)
  return isBelow(root, file, paths) ? file : undefined
}
