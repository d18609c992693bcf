/** Messages of Chromium's network and codes of Node's, as the reasons that the interface has words for. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_VERIFY/, 'tls'],
  [/PROXY|TUNNEL/, 'proxy'],
  [/NAME_NOT_RESOLVED|ENOTFOUND|EAI_AGAIN|NAME_RESOLUTION/, 'ENOTFOUND'],
  [/INTERNET_DISCONNECTED|ENETUNREACH|ENETDOWN|ADDRESS_UNREACHABLE|EHOSTUNREACH/, 'offline'],
  [/REFUSED/, 'ECONNREFUSED'],
  [/TIMED_?OUT|TIMEOUT/, 'ETIMEDOUT'],
  [/RESET|CLOSED|EMPTY_RESPONSE|INCOMPLETE|MISMATCH|UND_ERR_SOCKET|EPIPE|ABORTED|terminated/, 'ECONNRESET']
]

/** Why a request failed: a code where it is a usual reason, otherwise the message. */
export function networkReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const texts = [codeOf(error), error.message, codeOf(error.cause), messageOf(error.cause)]
  const text = texts.join(' ')
  return reasons.find(([pattern]) => pattern.test(text))?.[1] ?? (messageOf(error.cause) || error.message)
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : ''
}
