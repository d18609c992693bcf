import { resolve, join } from 'node:path'
import { app, BrowserWindow, nativeTheme } from 'electron'
import log from 'electron-log/main'
import { bindContract, broadcast } from '../ipc/bind'
import { createHandlers } from '../ipc/handlers/allHandlers'
import { ownArguments, parseLaunch, type LaunchTarget } from './commandLine'
import { electronDesktop } from './electronDesktop'
import { engineParams } from './engineParams'
import { followEngineSettings } from './engineSettings'
import { currentTranslate, type Translate } from '../window/language'
import { systemLanguage } from '../window/systemLanguage'
import { setupMenu } from '../window/menu'
import { OpenRequests } from './openRequests'
import { appPaths, type AppPaths } from './appPaths'
import { setupProtocols } from '../protocols/protocol'
import { QuitPolicy } from './quitPolicy'
import { runSelfTest } from './selfTest'
import { createServices, type Services } from './services'
import { SettingsStore } from './settingsStore'
import { createWindow, watchForCrash, guardedWindow } from '../window/window'
import { z } from 'zod'
import { JsonFile } from '../../files/jsonFile'
import { deleteTelemetryLeftovers, leftoverPlaces } from '../security/telemetryLeftovers'

/** As electron-builder.yml has it. */
const appId = 'org.maskwright.app'

/** Starts what the command line asks for, once Electron is ready. */
export async function setupLifecycle(): Promise<void> {
  const requests = new OpenRequests()
  // macOS sends it as soon as the application starts, before it is ready.
  app.on('open-file', (event, path) => {
    event.preventDefault()
    requests.request(path)
  })
  const launch = parseLaunch(ownArguments(process.argv, app.isPackaged))
  if (launch.kind === 'window' && !app.requestSingleInstanceLock()) {
    log.info('Another instance runs with the same user data; it comes to the front instead')
    app.quit()
    return
  }
  // Windows groups the windows, and the list of recent folders, by this name; the installer writes the same.
  if (process.platform === 'win32') app.setAppUserModelId(appId)
  await app.whenReady()
  const paths = appPaths()
  if (launch.kind === 'self-test') {
    await runSelfTest(paths, engineParams(paths, new SettingsStore(paths.userData).current))
  } else startWindow(paths, launch.open, requests)
}

function startWindow(paths: AppPaths, open: LaunchTarget, requests: OpenRequests): void {
  const services = createServices({ paths, open, requests, desktop: electronDesktop })
  const policy = new QuitPolicy(process.platform)
  setupProtocols(paths.pages, services.images)
  bindContract(createHandlers(services))
  setupAppearance(services)
  followEngineSettings(services)
  services.inference.start()
  const show = (): void => {
    const window = createWindow(paths)
    const translate = (): Translate => currentTranslate(services.settings, systemLanguage)
    services.closeGuard.watch(guardedWindow(window), translate, () => policy.windowStays())
    watchForCrash(window, translate)
  }
  show()
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) show()
  })
  app.on('second-instance', (_event, argv, directory) => {
    const { kind, open: target } = { open: null, ...parseLaunch(ownArguments(argv, app.isPackaged)) }
    if (kind === 'window' && target?.kind === 'folder') requests.request(resolve(directory, target.path))
    const [window] = BrowserWindow.getAllWindows()
    if (!window) show()
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  requests.listen(() => {
    if (BrowserWindow.getAllWindows().length > 0) broadcast('app.openRequested', null)
    // A window that begins without a project asks what it is to open.
    else
      services.workspace.close().then(show, (error: unknown) => log.error('Opening did not go well', error))
  })
  app.on('before-quit', () => policy.quitRequested())
  app.on('window-all-closed', () => {
    if (policy.endsWithLastWindow()) app.quit()
  })
  setupShutdown(services)
  void cleanUp(paths.userData)
}

/** Menu and theme follow the settings. */
function setupAppearance({ settings, pasteGuard, broadcast }: Services): void {
  const apply = (): void => {
    nativeTheme.themeSource = settings.current.theme
    setupMenu(currentTranslate(settings, systemLanguage), (action) => {
      if (action === 'edit.paste') pasteGuard.allow()
      broadcast('menu.command', action)
    })
  }
  apply()
  settings.onChange(apply)
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

const doneSchema = z.object({ telemetry: z.boolean() })

/** Deletes, once for each user, what earlier versions left outside of the application's folders. Never rejects. */
async function cleanUp(userData: string): Promise<void> {
  try {
    const file = new JsonFile(join(userData, 'clean-up.json'), doneSchema, { telemetry: false })
    const places = leftoverPlaces(process.platform, process.env)
    if (!places || file.read().telemetry) return
    for (const deleted of await deleteTelemetryLeftovers(places)) {
      log.info(`Deleted what the telemetry of ONNX Runtime had left: ${deleted}`)
    }
    file.write({ telemetry: true })
  } catch (error) {
    log.warn(
      'What the telemetry of ONNX Runtime had left could not be deleted; the next start tries again',
      error
    )
  }
}
