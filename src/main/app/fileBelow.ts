import { isAbsolute, relative, resolve } from 'node:path'

/** The file that a URL names below a root folder, or undefined when it would lie outside. */
export function fileBelow(root: string, url: string): string | undefined {
  let name: string
  try {
    name = decodeURIComponent(new URL(url).pathname).replace(/^\/+/, '')
  } catch {
    return undefined
  }
  if (name === '' || name.includes('\0') || name.includes('\\')) return undefined
  const file = resolve(root, name)
  const inside = relative(root, file)
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? undefined : file
}
