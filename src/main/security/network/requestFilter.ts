import { sameOrigin } from '../security'

/** What the window's session may request. */
export interface WindowRules {
  /** The schemes that the application itself serves, without a colon. */
  readonly schemes: readonly string[]
  /** The development server of `npm run dev`; never in a packaged application. */
  readonly developmentServer: string | undefined
}

/** Whether the window may request an address: what the application serves, and nothing from any network. */
export function windowMayRequest(url: string, { schemes, developmentServer }: WindowRules): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, host } = new URL(url)
  if ([...schemes, 'blob', 'data'].includes(protocol.slice(0, -1))) return true
  if (developmentServer === undefined) return false
  // The developer tools, and the socket that reports changed files.
  if (protocol === 'devtools:') return true
  return (
    sameOrigin(url, developmentServer) || (protocol === 'ws:' && host === new URL(developmentServer).host)
  )
}

/** One request as Electron's webRequest describes it; redirects of a request keep its id. */
export interface RequestDetails {
  readonly id: number
  readonly url: string
}

/**
 * What the session of the downloads may request: the addresses that are being downloaded, and where their servers
 * redirect to; never from https to http.
 */
export class DownloadRules {
  private readonly addresses = new Map<string, number>()
  /** The last address of each request that was let through. */
  private readonly requests = new Map<number, string>()

  /** Lets an address through until the function that it returns is called. */
  open(address: string): () => void {
    const { href } = new URL(address)
    this.addresses.set(href, (this.addresses.get(href) ?? 0) + 1)
    return () => {
      const left = (this.addresses.get(href) ?? 1) - 1
      if (left > 0) this.addresses.set(href, left)
      else this.addresses.delete(href)
    }
  }

  /** Whether a request, or the next step of one, is let through. */
  mayRequest({ id, url }: RequestDetails): boolean {
    if (!URL.canParse(url)) return false
    const { href, protocol } = new URL(url)
    if (protocol !== 'https:' && protocol !== 'http:') return false
    const before = this.requests.get(id)
    const allowed =
      before === undefined
        ? this.addresses.has(href)
        : protocol === 'https:' || new URL(before).protocol === 'http:'
    if (allowed) this.requests.set(id, href)
    return allowed
  }

  /** Forgets a request that has ended. */
  ended({ id }: Pick<RequestDetails, 'id'>): void {
    this.requests.delete(id)
  }
}
