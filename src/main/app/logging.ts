import log from 'electron-log/main'

/** Log files in the user-data folder; the console only says what went wrong. */
export function setupLogging(): void {
  log.transports.file.level = 'info'
  log.transports.file.maxSize = 5 * 1024 * 1024
  log.transports.console.level = 'warn'
  log.errorHandler.startCatching({ showDialog: false })
}
