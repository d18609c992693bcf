import { createSocket } from 'node:dgram'
import { createServer } from 'node:http'
import { createServer as createTcpServer, type AddressInfo } from 'node:net'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Result } from '@shared/ipc/result'
import { ModelsDialog } from '../pages/models'
import { expect, test } from '../support/app'
import { disc, putFiles } from '../support/pictures'

const picture = disc({ width: 200, height: 150 }, { x: 80, y: 75, radius: 40 }).toBuffer('image/png')

/** Calls main as a hostile page would, with anything for input. */
function call<T = unknown>(page: Page, name: string, input?: unknown): Promise<Result<T>> {
  return page.evaluate(
    ([method, given]) => self.api.call(method as never, given as never) as unknown as Promise<Result<T>>,
    [name, input] as const
  )
}

const refused = { ok: false, problem: { kind: 'bad-input' } }

test('the page cannot read the clipboard, the user can paste', async ({ start }) => {
  const { app, page, window } = await start()
  await expect(page.getByTestId('welcome')).toBeVisible()
  await app.evaluate(async ({ clipboard }) => {
    await clipboard.writeText('SECRET-FROM-CLIPBOARD')
  })
  const field = page.getByTestId('planted')
  await page.evaluate(() => {
    const area = Object.assign(document.createElement('textarea'), { value: '' })
    area.dataset['testid'] = 'planted'
    document.body.append(area)
    area.focus()
  })
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.focus())

  await test.step('a call of the page pastes nothing', async () => {
    expect(await call(page, 'app.editText', { edit: 'paste' })).toMatchObject(refused)
    const read = await page.evaluate(async () => {
      const commands = document as unknown as Record<'execCommand', (name: string) => boolean>
      const command = commands.execCommand('paste')
      const text = await navigator.clipboard.readText().catch((error: unknown) => (error as Error).name)
      return { command, text }
    })
    expect(read).toEqual({ command: false, text: 'NotAllowedError' })
    await expect(field).toHaveValue('')
  })

  await test.step('the key does, and the menu does once', async () => {
    await field.focus()
    await page.keyboard.press('ControlOrMeta+v')
    await expect(field).toHaveValue('SECRET-FROM-CLIPBOARD')
    await field.fill('')
    await window.chooseInMenu('Edit', 'Paste')
    await expect(field).toHaveValue('SECRET-FROM-CLIPBOARD')
    expect(await call(page, 'app.editText', { edit: 'paste' })).toMatchObject(refused)
  })
})

test('the page downloads nothing', async ({ start, folder }) => {
  const { app, page } = await start()
  await expect(page.getByTestId('welcome')).toBeVisible()
  await app.evaluate(({ session }) => {
    const told: { denied: boolean; path: string }[] = []
    Object.assign(globalThis, { downloads: told })
    // Comes after the application's own listener, which was there first.
    session.defaultSession.on('will-download', (event, item) => {
      told.push({ denied: event.defaultPrevented, path: item.getSavePath() })
    })
  })
  await page.evaluate(() => {
    const href = URL.createObjectURL(new Blob(['planted']))
    const link = Object.assign(document.createElement('a'), { href, download: 'planted.exe' })
    document.body.append(link)
    link.click()
  })
  const downloads = (): Promise<unknown> =>
    app.evaluate(() => (globalThis as unknown as { downloads: unknown }).downloads)
  await expect.poll(downloads).toEqual([{ denied: true, path: '' }])
  const listeners = await app.evaluate(({ session }) =>
    [session.fromPartition('downloads', { cache: false }), session.fromPartition('made-later')].map((each) =>
      each.listenerCount('will-download')
    )
  )
  expect(listeners).toEqual([1, 1])
  const log = await readFile(join(folder, 'user-data/logs/main.log'), 'utf8')
  expect(log).toContain('A download was denied: blob:')
})

/** A server that counts what reaches it over UDP and over TCP, as one for STUN and TURN would. */
async function listen(): Promise<{
  udp: number
  tcp: number
  reached: () => { udp: number; tcp: number }
  close: () => void
}> {
  const [datagrams, connections] = [createSocket('udp4'), createTcpServer()]
  const reached = { udp: 0, tcp: 0 }
  datagrams.on('message', () => reached.udp++)
  connections.on('connection', (socket) => {
    reached.tcp++
    socket.destroy()
  })
  await new Promise<void>((ready) => datagrams.bind(0, '127.0.0.1', ready))
  await new Promise<void>((ready) => connections.listen(0, '127.0.0.1', ready))
  return {
    udp: datagrams.address().port,
    tcp: (connections.address() as AddressInfo).port,
    reached: () => ({ ...reached }),
    close: () => {
      datagrams.close()
      connections.close()
    }
  }
}

/** Looks for ways to a peer by these servers, until there are no more to find. */
function gather(page: Page, iceServers: readonly RTCIceServer[]): Promise<string> {
  return page.evaluate(async (servers) => {
    const peer = new RTCPeerConnection({ iceServers: [...servers] })
    peer.createDataChannel('out')
    const complete = new Promise<void>((resolve) => {
      peer.onicegatheringstatechange = () => {
        if (peer.iceGatheringState === 'complete') resolve()
      }
    })
    await peer.setLocalDescription(await peer.createOffer())
    await complete
    peer.close()
    return 'complete'
  }, iceServers)
}

test('the page reaches nobody over WebRTC', async ({ start }) => {
  const { app, page } = await start()
  await expect(page.getByTestId('welcome')).toBeVisible()
  const server = await listen()
  const account = { username: 'a', credential: 'b' }
  try {
    expect(
      await gather(page, [
        { urls: `stun:127.0.0.1:${server.udp}` },
        { urls: `turn:127.0.0.1:${server.udp}?transport=udp`, ...account },
        { urls: `turn:127.0.0.1:${server.tcp}?transport=tcp`, ...account }
      ])
    ).toBe('complete')
    expect(server.reached()).toEqual({ udp: 0, tcp: 0 })

    // The servers count: the same page reaches them once main allows it.
    await app.evaluate(async ({ BrowserWindow, session }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.setWebRTCIPHandlingPolicy('default')
      await session.defaultSession.setProxy({ mode: 'direct' })
    })
    const again = gather(page, [
      { urls: `stun:127.0.0.1:${server.udp}` },
      { urls: `turn:127.0.0.1:${server.tcp}?transport=tcp`, ...account }
    ])
    // They never answer, and it takes half a minute until the page gives up.
    again.catch(() => 'the page is closed')
    await expect.poll(() => Object.values(server.reached()).map((times) => times > 0)).toEqual([true, true])
  } finally {
    server.close()
  }
})

test('settings survive what a page sends', async ({ start, folder }) => {
  const { page } = await start()
  await expect(page.getByTestId('welcome')).toBeVisible()
  await call(page, 'settings.update', { theme: undefined, pixelLimitMegapixels: undefined, threads: 1 })
  const changed = await call(page, 'settings.update', { theme: 'dark' })
  expect(changed).toMatchObject({ ok: true, value: { theme: 'dark', pixelLimitMegapixels: 200 } })
  for (const change of [{ pixelLimitMegapixels: Number.NaN }, { theme: {} }, { threads: Infinity }]) {
    expect(await call(page, 'settings.update', change)).toMatchObject(refused)
  }
  expect(JSON.parse(await readFile(join(folder, 'user-data/settings.json'), 'utf8'))).toMatchObject({
    ...{ theme: 'dark', pixelLimitMegapixels: 200, threads: 1 }
  })
  const strange = await page.evaluate(() =>
    Promise.all(
      [Object.create(null) as unknown, { toString: 1 }, [[]], 7n, new Date(Number.NaN)].map((name) =>
        self.api.call(name as never, undefined as never)
      )
    )
  )
  for (const answer of strange) expect(answer).toMatchObject(refused)
})

test('models come from where the user agreed to', async ({ start }, info) => {
  const asked: string[] = []
  const server = createServer(({ url = '' }, response) => {
    asked.push(url)
    response.writeHead(404).end()
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { page, shell } = await start()
  const models = new ModelsDialog(page, shell)
  await models.open()

  await test.step('a mirror is confirmed in a native dialog, which names both addresses', async () => {
    const questions = await models.answerQuestions(false)
    const declined = await call(page, 'settings.update', { modelMirror: base, threads: 1 })
    expect(declined).toMatchObject({ ok: true, value: { modelMirror: '', threads: 1 } })
    const [question = ''] = await questions()
    expect(question).toContain(`Current: the official servers\nNew: ${base}`)
    for (const modelMirror of ['http://models.example/', 'http://127.0.0.1.models.example/']) {
      expect(await call(page, 'settings.update', { modelMirror })).toMatchObject(refused)
    }
    expect(await questions()).toHaveLength(1)
  })

  await test.step('the field shows what is in force after the user declined', async () => {
    await models.tab('settings')
    await page.getByTestId('models-mirror').fill(base)
    await page.getByTestId('models-mirror').press('Enter')
    await expect(page.getByTestId('models-mirror')).toHaveValue('')
    await page.getByTestId('models-mirror').fill('http://models.example/')
    await expect(page.getByText('http:// only for this computer')).toBeVisible()
    await info.attach('mirror', { body: await page.screenshot(), contentType: 'image/png' })
    await page.getByTestId('models-mirror').fill('')
  })

  await test.step('a model without a known hash is downloaded only after a question', async () => {
    await models.setMirror(base)
    const questions = await models.answerQuestions(false)
    expect(await call(page, 'models.download', { id: 'sam-vit-b' })).toMatchObject({ ok: true })
    const [question = ''] = await questions()
    expect(question).toContain('SAM ViT-B cannot be verified. Download anyway?')
    expect(question).toMatch(new RegExp(`URL: ${base}/.*/sam_vit_b_01ec64\\.zip\nSize: 349 MB`))
    expect(asked).toEqual([])
    await models.answerQuestions(true)
    await models.row('sam-vit-b').getByTestId('catalogue-download').click()
    await expect(models.row('sam-vit-b')).toHaveAttribute('data-download', 'failed')
    expect(asked).toHaveLength(1)
  })
  server.closeAllConnections()
  server.close()
})

test('a token is good for what its folder was chosen for', async ({ start, folder }) => {
  const images = join(folder, 'images')
  const dataset = join(folder, 'dataset')
  await putFiles(images, { 'one.png': picture })
  await mkdir(dataset)
  await writeFile(join(dataset, 'labels.csv'), 'nothing')
  const { app, page, window } = await start({ args: [images] })
  await window.openImage('one.png')
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
  }, dataset)
  const chosen = await call<{ token: string }>(page, 'import.choose', { kind: 'folder' })
  const place = await call<{ token: string }>(page, 'export.chooseFolder')
  if (!chosen.ok || !place.ok) throw new Error('No token')
  const options = {
    ...{ format: 'csv', rle: false, masks: 'instances', tolerance: 0 },
    ...{ images: 'all', split: null, imageFiles: 'none' }
  }
  expect(await call(page, 'export.start', { folder: chosen.value.token, options })).toMatchObject(refused)
  expect(await call(page, 'import.inspect', { token: place.value.token })).toMatchObject(refused)
  for (const { token } of [chosen.value, place.value]) {
    expect(await call(page, 'project.recover', { token, choice: 'start-new' })).toMatchObject(refused)
  }
  expect(await readdir(dataset)).toEqual(['labels.csv'])
})
