import { app } from 'electron'

/**
 * Chromium's switches that let another process drive the application: read its page, call main, take pictures. Electron
 * has no fuse for them. Chromium's own parser decides what is a switch, so that every spelling counts
 * (`-remote-debugging-port`, `/remote-debugging-port` on Windows), and what follows `--` is none.
 */
const switches = ['remote-debugging-port', 'remote-debugging-pipe', 'remote-debugging-targets'] as const

// One of the first modules of main: in a packaged application nothing starts with such a switch. Tests drive the unpackaged one.
const found = app.isPackaged ? switches.find((name) => app.commandLine.hasSwitch(name)) : undefined
if (found !== undefined) {
  process.stderr.write(`Maskwright does not run with --${found}: nobody else may control it.\n`)
  // At once: a listening port must not be reached first.
  process.exit(1)
}
