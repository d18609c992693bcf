import { app, BrowserWindow, nativeTheme } from 'electron'
import log from 'electron-log/main'
import { bindContract } from '../ipc/bind'
import { createHandlers } from '../ipc/handlers'
import { ownArguments, parseLaunch, type LaunchTarget } from './commandLine'
import { engineParams } from './engineParams'
import { watchForCrash } from './crashedWindow'
import { currentTranslate, type Translate } from './language'
import { setupMenu } from './menu'
import { appPaths, type AppPaths } from './paths'
import { setupProtocols } from './protocol'
import { runSelfTest } from './selfTest'
import { createServices, type Services } from './services'
import { SettingsStore } from './settingsStore'
import { createWindow } from './window'

/** Starts what the command line asks for, once Electron is ready. */
export async function setupLifecycle(): Promise<void> {
  const launch = parseLaunch(ownArguments(process.argv, app.isPackaged))
  if (launch.kind === 'window' && !app.requestSingleInstanceLock()) {
    log.info('Another instance runs with the same user data; it comes to the front instead')
    app.quit()
    return
  }
  await app.whenReady()
  const paths = appPaths()
  if (launch.kind === 'self-test') {
    await runSelfTest(paths, engineParams(paths, new SettingsStore(paths.userData).current))
  } else startWindow(paths, launch.open)
}

function startWindow(paths: AppPaths, open: LaunchTarget): void {
  const services = createServices(paths, open)
  setupProtocols(paths.pages, services.images)
  bindContract(createHandlers(services))
  setupAppearance(services)
  followEngineSettings(services)
  services.inference.start()
  const show = (): void => {
    const window = createWindow(paths)
    const translate = (): Translate => currentTranslate(services.settings)
    services.closeGuard.watch(window, translate)
    watchForCrash(window, translate)
  }
  show()
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) show()
  })
  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows()
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  app.on('window-all-closed', () => app.quit())
  setupShutdown(services)
}

/** Menu and theme follow the settings. */
function setupAppearance({ settings, broadcast }: Services): void {
  const apply = (): void => {
    nativeTheme.themeSource = settings.current.theme
    setupMenu(currentTranslate(settings), (action) => broadcast('menu.command', action))
  }
  apply()
  settings.onChange(apply)
}

/**
 * What the engine was started with holds for its life, so a change of it starts the engine anew, once the user has
 * stopped turning the number.
 */
function followEngineSettings({ settings, inference, opener }: Services): void {
  const names = ['pixelLimitMegapixels', 'diskCacheMegabytes', 'threads'] as const
  let timer: NodeJS.Timeout | undefined
  settings.onChange((next, previous) => {
    if (names.every((name) => next[name] === previous[name])) return
    clearTimeout(timer)
    timer = setTimeout(() => inference.restart(), 1500)
    if (next.pixelLimitMegapixels > previous.pixelLimitMegapixels) opener.forgetTooLarge()
  })
}

/** Quits only after the project is closed, so that its lock is free and its backup made. */
function setupShutdown(services: Services): void {
  let done = false
  app.on('before-quit', () => log.info('Quitting'))
  app.on('will-quit', (event) => {
    if (done) return
    event.preventDefault()
    services
      .dispose()
      .catch((error: unknown) => log.error('Closing did not go well', error))
      .finally(() => {
        done = true
        app.quit()
      })
  })
}
