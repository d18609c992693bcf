import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

/** The root of the checkout. */
export const root = resolve(import.meta.dirname, '../..')

/** Loads one of the plain JavaScript scripts; the test states the type of what it uses. */
export function loadScript(file: string): Promise<unknown> {
  return import(/* @vite-ignore */ pathToFileURL(resolve(root, 'scripts', file)).href)
}
