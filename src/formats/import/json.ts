import type { Extra, Json } from './foreign'
import type { SourceFiles } from './reader'

/** Whether a parsed value is an object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The members of an object that a reader does not know, to be kept as they are. */
export function unknownFields(value: Readonly<Record<string, unknown>>, known: ReadonlySet<string>): Extra {
  const extra: Record<string, Json> = {}
  for (const [key, member] of Object.entries(value)) if (!known.has(key)) setOwn(extra, key, member as Json)
  return extra
}

/** Sets a member of any name, `__proto__` too. */
export function setOwn<T>(target: Record<string, T>, key: string, value: T): void {
  Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true })
}

/** A short text of a value, for reports. */
export function excerpt(value: unknown): string {
  const text = typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value)
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}

/** Reads a file whole, as text; null when it is larger than allowed. */
export async function readText(
  source: SourceFiles,
  path: string,
  limits: { readonly wholeBytes: number }
): Promise<string | null> {
  const size = await source.size(path)
  if (size > limits.wholeBytes) return null
  return new TextDecoder().decode(await source.slice(path, 0, size))
}
