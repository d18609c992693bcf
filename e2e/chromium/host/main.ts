// The application's services in a plain Node process, for a page in a browser. Only tests start it, as a child process.
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { MenuItemConstructorOptions } from 'electron'
import log from 'electron-log/node'
import { parseLaunch } from '../../../src/main/app/commandLine'
import { followEngineSettings } from '../../../src/main/app/engineSettings'
import { currentTranslate, type Translate } from '../../../src/main/window/language'
import { menuTemplate } from '../../../src/main/window/menuTemplate'
import type { AppPaths } from '../../../src/main/app/appPaths'
import { createServices } from '../../../src/main/app/services'
import { answer } from '../../../src/main/ipc/answer'
import { createHandlers } from '../../../src/main/ipc/handlers/allHandlers'
import type { Control, ControlName, ControlRequest, HostMessage, HostOptions } from '../control'
import { HostWindow } from './hostWindow'
import { nodeDesktop } from './nodeDesktop'
import { startBridge } from './server'

log.transports.file.level = false
log.transports.console.level = 'warn'

const options = JSON.parse(process.argv[2] ?? '') as HostOptions
const token = randomBytes(32).toString('hex')
let chosen: readonly string[] | null | undefined

const desktop = nodeDesktop(options.root, {
  broadcast: (name, payload) => bridge.broadcast(name, payload),
  choosePaths: ({ title }) =>
    chosen === undefined
      ? Promise.reject(new Error(`No test answers the dialog "${title ?? ''}"`))
      : Promise.resolve(chosen),
  ask: ({ message }) => Promise.resolve(window.askNow({ message })),
  editText: (edit) => post({ type: 'edit', edit })
})
const launch = parseLaunch(options.args)
const services = createServices({
  paths: pathsOf(options),
  open: launch.kind === 'window' ? launch.open : null,
  requests: { take: () => null },
  desktop
})
const handlers = createHandlers(services)
const window = new HostWindow(() => {
  post({ type: 'closed' })
  void end()
})
const bridge = await startBridge({
  pages: join(options.root, 'out/renderer'),
  images: services.images,
  token,
  answer: (name, input) => answer(handlers, name, input, (call, error) => log.error(`${call} failed`, error)),
  pageGone: () => window.pageEnds()
})
followEngineSettings(services)
services.inference.start()
services.closeGuard.watch(window, translate)

const controls: { [N in ControlName]: (input: Control[N]['input']) => Control[N]['output'] } = {
  answerDialogs: (paths) => {
    chosen = paths
    return null
  },
  answerQuestions: (button) => {
    window.answer = button
    window.asked.length = 0
    return null
  },
  questions: () => window.asked,
  chooseInMenu: (texts) => {
    choose(texts)
    return null
  },
  pressClose: () => {
    setImmediate(() => window.close())
    return null
  }
}
process.on('message', ({ id, name, input }: ControlRequest) => {
  try {
    post({ type: 'answer', id, value: controls[name](input as never), error: null })
  } catch (error) {
    post({ type: 'answer', id, value: null, error: error instanceof Error ? error.message : String(error) })
  }
})
process.on('SIGTERM', () => window.close())
// The test has gone; what it left open is of no use to anybody.
process.on('disconnect', () => process.exit(1))
post({ type: 'ready', page: bridge.page, token })

function translate(): Translate {
  return currentTranslate(services.settings, () => desktop.systemLanguage())
}

/** Chooses an item of the menu bar, which is made from the same template as the application's. */
function choose(texts: readonly string[]): void {
  let items = menuTemplate({
    platform: process.platform,
    isPackaged: false,
    t: translate(),
    run: (action) => {
      if (action === 'edit.paste') services.pasteGuard.allow()
      bridge.broadcast('menu.command', action)
    },
    openLogs: () => undefined
  })
  for (const [at, text] of texts.entries()) {
    const item = items.find(({ label }) => label === text)
    if (!item) throw new Error(`No "${text}" among ${items.map(({ label }) => label).join(', ')}`)
    if (at === texts.length - 1) (item.click as () => void)()
    items = (item.submenu ?? []) as MenuItemConstructorOptions[]
  }
}

function pathsOf({ root, userData }: HostOptions): AppPaths {
  return {
    modelDir: process.env['MASKWRIGHT_MODEL_DIR'] ?? join(root, 'resources/models/mobile-sam'),
    sampleSource: join(root, 'resources/samples'),
    pages: join(root, 'out/renderer'),
    preload: '',
    userData,
    embeddings: join(userData, 'embeddings'),
    samples: join(userData, 'Sample photographs'),
    thumbnails: join(userData, 'thumbnails'),
    models: join(userData, 'models')
  }
}

function post(message: HostMessage): void {
  process.send?.(message)
}

/** Ends as the application does: after the project is closed. */
async function end(): Promise<void> {
  await services.dispose()
  bridge.close()
  process.exit(0)
}
