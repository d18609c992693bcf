import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { DatabaseSync } from '@photostructure/sqlite'
import { expect, test } from '@playwright/test'
import { undeclared } from './allowed'
import { openDesktop, until, type Desktop } from './desktop'
import { emptyWorld, startTraced, whyNoTracing, type Traced, type World } from './world'

const root = resolve(import.meta.dirname, '../..')
const why = whyNoTracing('xdotool', 'Xvfb')
const idleMs = 60_000

let desktop: Desktop
let world: World
let images: string
let application: Traced | undefined

test.beforeAll(async () => {
  test.skip(why !== undefined && !process.env['CI'], why)
  expect(why).toBeUndefined()
  desktop = await openDesktop()
  world = await emptyWorld(desktop.env)
  images = join(world.folders.work, 'images')
  await mkdir(images)
  await mkdir(join(world.folders.work, 'exported'))
  await cp(join(root, 'resources/samples/allium-oreophilum.jpg'), join(images, 'a.jpg'))
})
test.afterAll(async () => {
  application?.child.kill('SIGKILL')
  await world.remove()
  desktop.close()
})
test.afterEach(async ({}, info) => {
  if (info.status === info.expectedStatus) return
  const file = info.outputPath('screen.png')
  desktop.picture(file)
  if (existsSync(file)) await info.attach('screen', { path: file, contentType: 'image/png' })
})

test('the packaged application asks no network and writes only where it says', async () => {
  test.setTimeout(300_000)
  const userData = join(world.folders.config, 'Maskwright')
  const { executable, args } = await packaged()
  const traced = startTraced(world, executable, [...args, '--disable-gpu', '--log-level=3', images])
  application = traced
  const window = await desktop.focus('Maskwright')

  await test.step('it opens a folder and encodes its image', async () => {
    await until('an embedding', async () => {
      const names = await readdir(join(userData, 'embeddings')).catch(() => [])
      return names.find((name) => name.endsWith('.emb'))
    })
  })

  // The first requests of Chromium and of the telemetry came within the first minute.
  await test.step('it is left alone', () => setTimeout(idleMs))

  await test.step('a click makes an object', async () => {
    await desktop.press('s')
    await desktop.click(window, 0.5, 0.6)
    await until('an object in the project', async () => {
      // Accepts the mask once there is one; before, and afterwards, it does nothing.
      await desktop.press('Return')
      await setTimeout(500)
      return count('annotations') > 0 ? true : undefined
    })
  })

  await test.step('the whole image is segmented', async () => {
    await desktop.press('e')
    await until('proposals in the project', () => (count('proposals') > 0 ? true : undefined))
  })

  await test.step('the dataset is exported', async () => {
    await desktop.press('ctrl+e')
    await setTimeout(1000)
    const height = await chooseFolder(window, join(world.folders.work, 'exported'))
    const written = await until('the exported dataset', async () => {
      // The button of the export, until it has had its effect.
      await desktop.click(window, 0.748, height)
      await setTimeout(1000)
      const names = await readdir(join(world.folders.work, 'exported'), { recursive: true })
      const file = names.find((name) => name.endsWith('instances.json'))
      return file === undefined ? undefined : join(world.folders.work, 'exported', file)
    })
    const { annotations } = JSON.parse(await readFile(written, 'utf8')) as { annotations: unknown[] }
    expect(annotations).toHaveLength(1)
    await desktop.press('Escape')
  })

  const { code, acts } = await test.step('it is closed', async () => {
    await desktop.press('ctrl+q')
    return traced.end()
  })
  expect(code, traced.output()).toBe(0)
  expect(undeclared(acts, world, true, [userData, images, join(world.folders.work, 'exported')])).toEqual([])

  await test.step('what it keeps is on the list of docs/security.md', async () => {
    const text = await readFile(join(root, 'docs/security.md'), 'utf8')
    const listed = new Set([...text.matchAll(/`([^`\n]+)`/g)].map(([, name]) => name?.replace(/\/$/, '')))
    expect((await readdir(userData)).filter((name) => !listed.has(name))).toEqual([])
    expect((await readdir(join(images, '.maskwright'))).filter((name) => !listed.has(name))).toEqual([])
  })
})

/** Where the lower buttons of the export dialog may be, as shares of the window's height: fonts move them a little. */
const heights = [0.71, 0.7, 0.72, 0.69, 0.73]

/**
 * Clicks "Choose folder…" in the export dialog, and types into GTK's dialog.
 * @returns the height at which the button was
 */
async function chooseFolder(window: string, folder: string): Promise<number> {
  let tries = 0
  const height = await until('the dialog of a folder', async () => {
    const height = heights[tries++ % heights.length] ?? NaN
    await desktop.click(window, 0.274, height)
    await setTimeout(2000)
    return (await desktop.find('Choose the export folder')) === undefined ? undefined : height
  })
  await desktop.focus('Choose the export folder')
  // The first key opens the line for an address.
  await desktop.press('slash')
  await setTimeout(1000)
  await desktop.press('ctrl+a')
  await desktop.type(folder)
  await setTimeout(1000)
  await desktop.press('Return')
  await desktop.gone('Choose the export folder')
  await desktop.focus('Maskwright')
  return height
}

function count(table: 'annotations' | 'proposals'): number {
  const database = new DatabaseSync(join(images, '.maskwright/project.db'), { readOnly: true })
  try {
    const row = database.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { readonly n: number }
    return row.n
  } catch {
    // It is being written.
    return 0
  } finally {
    database.close()
  }
}

/** The application that `npm run package:dir` made, or another one to compare with. */
async function packaged(): Promise<{ executable: string; args: readonly string[] }> {
  const script = (file: string): Promise<unknown> => import(pathToFileURL(join(root, 'scripts', file)).href)
  const { packagedExecutable } = (await script('packaging/selfTest.mjs')) as {
    packagedExecutable: () => string | undefined
  }
  const { sandboxArguments } = (await script('setup/electron.mjs')) as { sandboxArguments: () => string[] }
  const executable = process.env['MASKWRIGHT_PACKAGED'] ?? packagedExecutable()
  if (executable === undefined) throw new Error('There is no packaged application: run "npm run package:dir"')
  return { executable, args: sandboxArguments() }
}
