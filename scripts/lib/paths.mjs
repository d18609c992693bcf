import os from 'node:os'
import path from 'node:path'

/** The root of the checkout. */
export const root = path.resolve(import.meta.dirname, '../..')

/** A path below the root of the checkout. */
export const inRoot = (...parts) => path.join(root, ...parts)

/** The folder where the scripts keep large things between checkouts: Maskwright's own part of the user's cache. */
export function userCache() {
  const base = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache')
  return path.join(base, 'maskwright')
}
