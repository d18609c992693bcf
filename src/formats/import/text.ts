import type { SourceFiles } from './reader'

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
