import { app, session, type Session } from 'electron'
import log from 'electron-log/main'
import type { Fetcher } from '../../../engine/models/download/fetchFile'
import { developmentServer } from '../../window/pages'
import { imageScheme, pageScheme } from '../../protocols/schemes'
import { applyChromiumSwitches } from './chromiumSwitches'
import { DownloadRules, windowMayRequest } from './requestFilter'

const downloadPartition = 'downloads'
const downloadRules = new DownloadRules()

/**
 * Keeps every session from using the network by itself. Must run before `ready`: sessions, their spell checkers and
 * their first requests come right after it.
 */
export function setupNetwork(): void {
  applyChromiumSwitches(app.commandLine)
  app.on('session-created', guard)
  app.on('web-contents-created', (_event, contents) => {
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  })
  void app.whenReady().then(() => {
    // Names are looked up as every other program does it, and by nobody else.
    app.configureHostResolver({ enableBuiltInResolver: false, secureDnsMode: 'off' })
    guard(session.defaultSession)
  })
}

/** Fetches what is to be downloaded, in a session of its own that lets nothing else through. */
export const fetchDownload: Fetcher = async (address, init) => {
  const downloads = downloadSession()
  const close = downloadRules.open(address)
  try {
    return await downloads.fetch(address, init)
  } finally {
    close()
  }
}

/** It goes through the system's proxies, keeps nothing, and shares nothing with the page. */
function downloadSession(): Session {
  const downloads = session.fromPartition(downloadPartition, { cache: false })
  if (!downloadSessions.has(downloads)) {
    downloadSessions.add(downloads)
    const { webRequest } = downloads
    filter(downloads, (details) => downloadRules.mayRequest(details))
    webRequest.onCompleted((details) => downloadRules.ended(details))
    webRequest.onErrorOccurred((details) => downloadRules.ended(details))
  }
  return downloads
}

const downloadSessions = new WeakSet<Session>()

/** No spell checker, whose dictionaries come from a server, and no request but for what the application serves. */
function guard(created: Session): void {
  created.setSpellCheckerEnabled(false)
  created.setSpellCheckerLanguages([])
  filter(created, ({ url }) =>
    windowMayRequest(url, {
      schemes: [pageScheme, imageScheme],
      developmentServer: developmentServer()
    })
  )
}

function filter(filtered: Session, mayRequest: (details: { id: number; url: string }) => boolean): void {
  filtered.webRequest.onBeforeRequest((details, answer) => {
    const allowed = mayRequest(details)
    if (!allowed) log.warn(`A request was denied: ${details.url.slice(0, 200)}`)
    answer({ cancel: !allowed })
  })
}
