/**
 * Whether two addresses have the same scheme, host and port. `URL.origin` does not tell: in Node it is 'null' for
 * every custom scheme, and for `data:` and `file:` as well. Addresses without a host have no origin to share.
 */
export function sameOrigin(a: string, b: string): boolean {
  const [first, second] = [parse(a), parse(b)]
  if (!first || !second || first.host === '') return false
  return first.protocol === second.protocol && first.host === second.host
}

function parse(url: string): URL | null {
  try {
    return new URL(url)
  } catch {
    return null
  }
}
