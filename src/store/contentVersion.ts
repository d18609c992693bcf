/** Changes when the file does: size and modification time in base 36. */
export function contentVersion(size: number, mtimeMs: number): string {
  return `${size.toString(36)}-${Math.trunc(mtimeMs).toString(36)}`
}
