/** The warning that a model runs on the CPU instead of the requested device, with the reason. */
export function fallbackText(fallback: string): string {
  const [reason = ''] = fallback.split('\n')
  return `falling back to the CPU: ${reason}`
}
