/** The message of an 'internal' problem anywhere in what an event tells, or null. */
export function problemOfEvent(payload: unknown): string | null {
  if (typeof payload !== 'object' || payload === null || ArrayBuffer.isView(payload)) return null
  const { kind, message } = payload as { kind?: unknown; message?: unknown }
  if (kind === 'internal') return String(message)
  for (const each of Object.values(payload)) {
    const found = problemOfEvent(each)
    if (found !== null) return found
  }
  return null
}
