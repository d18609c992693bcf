import { mkdir, readFile, rename, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import type { Result } from '@shared/ipc/result'
import { expect, test } from '../support/app'
import { disc, putFiles } from '../support/pictures'

const picture = (x: number): Buffer =>
  disc({ width: 200, height: 150 }, { x, y: 75, radius: 40 }).toBuffer('image/png')

/** Where the page tries to go, and whether main lets it. */
function navigate(app: ElectronApplication, url: string): Promise<{ url: string; denied: boolean }> {
  return app.evaluate(
    ({ BrowserWindow }, to) =>
      new Promise((resolve) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents
        // Comes after the application's own listener, which was there first.
        contents?.once('will-frame-navigate', (event) => {
          resolve({ url: event.url, denied: event.defaultPrevented })
          event.preventDefault()
        })
        void contents?.executeJavaScript(`location.href = ${JSON.stringify(to)}`)
      }),
    url
  )
}

/** The status with which the page gets an address. */
function status(page: Page, url: string): Promise<number> {
  return page.evaluate(async (from) => (await fetch(from)).status, url)
}

/** The directive that the page is told it violates when it does something; waits until it is told. */
function violation(page: Page, act: string): Promise<string> {
  return page.evaluate(async (code) => {
    const told = new Promise<string>((resolve) => {
      const listen = (event: SecurityPolicyViolationEvent): void => resolve(event.effectiveDirective)
      document.addEventListener('securitypolicyviolation', listen, { once: true })
    })
    // In a task of its own, since what a test evaluates directly may evaluate text as well.
    await new Promise((resolve) => setTimeout(resolve))
    await (window as unknown as Record<string, () => Promise<void>>)[code]?.()
    return told
  }, act)
}

test('the page is shut in', { tag: '@smoke' }, async ({ start, folder }) => {
  const images = join(folder, 'images')
  await putFiles(images, { 'one.png': picture(60) })
  const { app, page, window } = await start({ args: [images] })
  await window.openImage('one.png')

  await test.step('its process is in the sandbox, except for root', async () => {
    if (process.platform !== 'linux') return
    const pid = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId()
    )
    // 2: system calls are filtered.
    const seccomp = /^Seccomp:\s*(\d)$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]
    expect(seccomp).toBe(process.getuid?.() === 0 ? '0' : '2')
  })

  await test.step('it cannot leave', async () => {
    for (const url of ['https://example.com/', 'app-image://image/1', 'app://elsewhere/index.html']) {
      expect(await navigate(app, url)).toEqual({ url, denied: true })
    }
    expect(page.url()).toBe('app://maskwright/index.html')
  })

  await test.step('it opens no windows', async () => {
    for (const url of ['https://example.com/', 'app://maskwright/index.html', 'about:blank']) {
      expect(await page.evaluate((to) => open(to) === null, url)).toBe(true)
    }
    expect(app.windows()).toHaveLength(1)
  })

  await test.step('it gets no permission', async () => {
    const found = await page.evaluate(async () => ({
      geolocation: (await navigator.permissions.query({ name: 'geolocation' })).state,
      notifications: await Notification.requestPermission(),
      camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'granted',
        (error: unknown) => (error as Error).name
      )
    }))
    expect(found).toEqual({
      geolocation: 'denied',
      notifications: 'denied',
      camera: expect.stringMatching(/NotAllowedError|NotFoundError/) as unknown
    })
  })

  await test.step('it has nothing of Node, and one door', async () => {
    const names = ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'electron', 'ipcRenderer']
    expect(await page.evaluate((all) => all.filter((name) => name in globalThis), names)).toEqual([])
    expect(await page.evaluate(() => Object.keys(self.api))).toEqual(['call', 'on'])
  })

  await test.step('its policy blocks inline and remote content', async () => {
    await page.evaluate(() => {
      const add = (tag: string, fields: object): void => {
        document.body.append(Object.assign(document.createElement(tag), fields))
      }
      const caught = async (work: () => unknown): Promise<void> => {
        try {
          await work()
        } catch {
          // The violation is what counts.
        }
      }
      Object.assign(window, {
        inlineScript: () => add('script', { textContent: 'window.broken = true' }),
        remoteScript: () => add('script', { src: 'https://example.com/script.js' }),
        remoteImage: () => add('img', { src: 'https://example.com/image.png' }),
        frame: () => add('iframe', { src: 'app://maskwright/index.html' }),
        evaluated: () => caught(() => (0, eval)('window.broken = true')),
        fetched: () => caught(() => fetch('https://example.com/')),
        worker: () => caught(() => new Worker(URL.createObjectURL(new Blob(['']))))
      })
    })
    const expected = {
      inlineScript: 'script-src-elem',
      remoteScript: 'script-src-elem',
      remoteImage: 'img-src',
      frame: 'frame-src',
      evaluated: 'script-src',
      fetched: 'connect-src',
      worker: 'worker-src'
    }
    for (const [act, directive] of Object.entries(expected)) {
      expect(await violation(page, act), act).toBe(directive)
    }
    expect(await page.evaluate(() => 'broken' in window)).toBe(false)
  })

  await test.step('its files end at the folder of pages', async () => {
    expect(await status(page, 'app://maskwright/index.html')).toBe(200)
    const outside = [
      'app://maskwright/..%2fmain%2findex.js',
      'app://maskwright/..%2f..%2fpackage.json',
      'app://maskwright/%2e%2e%2fmain/index.js',
      'app://maskwright/..%5c..%5cpackage.json',
      'app://maskwright//etc/passwd',
      'app://elsewhere/index.html'
    ]
    for (const url of outside) expect(await status(page, url).catch(() => 403), url).toBe(403)
    expect(await status(page, 'app://maskwright/nothing.js')).toBe(404)
  })

  await test.step('calls are checked before anything is done', async () => {
    const kinds = await page.evaluate(async () => {
      const call = (name: unknown, input?: unknown): Promise<Result<unknown>> =>
        self.api.call(name as never, input as never)
      const answers = await Promise.all([
        call('image.open', { image: '1' }),
        call('image.open', { image: -1 }),
        call('image.open'),
        call('image.open', { image: 99 }),
        call('toString'),
        call('__proto__'),
        call({ name: 'app.bootstrap' }),
        call('settings.update', { threads: 1e9 }),
        call('project.openRecent', { id: '../../etc' }),
        call('export.start', { folder: 'made-up-token-of-mine', options: {} }),
        call('export.start', {
          folder: 'made-up-token-of-mine',
          options: {
            ...{ format: 'coco', rle: false, masks: 'instances', tolerance: 0 },
            ...{ images: 'all', split: null, imageFiles: 'none' }
          }
        })
      ])
      return answers.map((answer) => (answer.ok ? 'answered' : answer.problem.kind))
    })
    const bad = 'bad-input'
    expect(kinds).toEqual([bad, bad, bad, 'image-missing', bad, bad, bad, bad, 'folder-missing', bad, bad])
  })

  await test.step('calls from another page are refused', async () => {
    const answers = await app.evaluate(async ({ BrowserWindow, app: electron }) => {
      const found: string[] = []
      for (const url of ['data:text/html,<p>foreign', 'app-image://image/1', 'about:blank']) {
        const other = new BrowserWindow({
          show: false,
          webPreferences: { preload: `${electron.getAppPath()}/out/preload/index.cjs`, sandbox: true }
        })
        await other.loadURL(url)
        const ask = `window.api.call('app.bootstrap').then(() => 'answered', (error) => error.message)`
        found.push(String(await other.webContents.executeJavaScript(ask)))
        other.destroy()
      }
      return found
    })
    expect(answers).toEqual(answers.map(() => expect.stringContaining('foreign page was refused') as unknown))
  })
})

test('images are reached by id, in the open folder only', { tag: '@smoke' }, async ({ start, folder }) => {
  const [first, second, outside] = [join(folder, 'first'), join(folder, 'second'), join(folder, 'outside')]
  await putFiles(first, { 'one.png': picture(40), 'two.png': picture(80), 'three.png': picture(120) })
  await putFiles(second, { 'own.png': picture(60), 'swapped.png': picture(90) })
  await putFiles(outside, { 'secret.png': picture(150), 'deep/secret.png': picture(20) })
  await symlink(join(outside, 'secret.png'), join(second, 'link.png'))
  await symlink(join(outside, 'deep'), join(second, 'linked'))
  const { page, window } = await start({ args: [first] })

  await test.step('by id and nothing else', async () => {
    await expect(window.imageRows()).toHaveCount(3)
    expect(await status(page, 'app-image://image/1')).toBe(200)
    expect(await status(page, 'app-image://thumb/3')).toBe(200)
    const wrong = ['image/', 'image/one.png', 'image/-1', 'image/1.5', 'image/1e0x', 'file/1', 'image/1/2']
    const sneaky = ['image/..%2f..%2fetc%2fpasswd', 'image/%2fetc%2fpasswd', 'etc/passwd']
    for (const path of [...wrong, ...sneaky]) {
      expect(await status(page, `app-image://${path}`), path).toBe(403)
    }
    expect(await status(page, 'app-image://image/4')).toBe(404)
  })

  await test.step('links that lead outside are not listed', async () => {
    await window.openFolder(second)
    await expect(window.imageRow('own.png')).toBeVisible()
    await expect(page.getByTestId('scan-progress')).toHaveCount(0)
    await expect(window.imageRows()).toHaveCount(2)
  })

  await test.step('the other folder’s images are gone', async () => {
    expect(await status(page, 'app-image://image/2')).toBe(200)
    expect(await status(page, 'app-image://image/3')).toBe(404)
  })

  await test.step('a file that becomes a link to the outside is not served', async () => {
    await rename(join(second, 'swapped.png'), join(second, 'swapped.old'))
    await symlink(join(outside, 'secret.png'), join(second, 'swapped.png'))
    expect(await status(page, 'app-image://image/2')).toBe(404)
    await window.imageRow('swapped.png').click()
    await expect(page.getByTestId('image-unreadable')).toContainText('is outside the project folder')
  })

  await test.step('without a project there is none', async () => {
    await mkdir(join(folder, 'empty'))
    await page.keyboard.press('ControlOrMeta+w')
    await expect(page.getByTestId('welcome')).toBeVisible()
    expect(await status(page, 'app-image://image/1')).toBe(404)
  })
})
