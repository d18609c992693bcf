import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '../support/app'
import { serveModel } from '../support/modelServer'
import { disc, putFiles } from '../support/pictures'

test(
  'no session lets a request out, and none checks spelling',
  { tag: '@safety' },
  async ({ start, folder }) => {
    const images = join(folder, 'images')
    const picture = disc({ width: 200, height: 150 }, { x: 60, y: 75, radius: 40 }).toBuffer('image/png')
    await putFiles(images, { 'one.png': picture })
    const { app, page, window } = await start({ args: [images] })
    await window.openImage('one.png')
    const server = await serveModel(Buffer.from('x'))

    try {
      await test.step('neither the window’s, nor that of the downloads, nor a new one', async () => {
        const answers = await app.evaluate(async ({ session }, address) => {
          const sessions = [undefined, 'downloads', 'another'].map((name) => {
            return name === undefined ? session.defaultSession : session.fromPartition(name)
          })
          return Promise.all(
            sessions.map(async (each) => ({
              answer: await each.fetch(address).then(String, (error: unknown) => String(error)),
              spelling: each.isSpellCheckerEnabled()
            }))
          )
        }, server.base)
        const denied = expect.stringContaining('ERR_BLOCKED_BY_CLIENT') as unknown
        expect(answers).toEqual(answers.map(() => ({ answer: denied, spelling: false })))
        expect(server.starts).toEqual([])
      })

      await test.step('no name is looked up because a page asks to prepare for it', async () => {
        const file = join(folder, 'network.json')
        await app.evaluate(
          ({ netLog }, path) => netLog.startLogging(path, { captureMode: 'everything' }),
          file
        )
        await page.evaluate(() => {
          for (const rel of ['dns-prefetch', 'preconnect', 'prefetch']) {
            const href = `https://${rel}.leak.invalid/`
            document.head.append(Object.assign(document.createElement('link'), { rel, href }))
          }
        })
        // Hints are taken up when the page is idle; a frame is painted after that.
        await page.evaluate(
          () => new Promise((resolve) => requestIdleCallback(() => requestAnimationFrame(resolve)))
        )
        // What is looked up is seen in the log: this name is.
        await app.evaluate(({ session }) =>
          session.defaultSession.resolveHost('control.invalid').catch(() => null)
        )
        await app.evaluate(({ netLog }) => netLog.stopLogging())
        const log = await readFile(file, 'utf8')
        expect(log).toContain('control.invalid')
        expect(log.match(/[\w-]+\.leak\.invalid/g) ?? []).toEqual([])
      })
    } finally {
      server.close()
    }
  }
)
