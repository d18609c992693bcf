import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { ExportFolder } from './exportFolder'
import { ownPrefix, temporaryPrefix } from './staleExports'

const DAY_MS = 24 * 60 * 60 * 1000

/** A process that has just ended. */
function goneProcess(): number {
  return spawnSync(process.execPath, ['--eval', '']).pid
}

it('an export removes what killed ones left in the folder, and nothing else', async () => {
  const home = await mkdtemp(join(tmpdir(), 'maskwright-test-'))
  onTestFinished(() => rm(home, { recursive: true, force: true }))
  const killed = ownPrefix.replace(`-${process.pid}-`, `-${goneProcess()}-`)
  const [old, recent] = [`${temporaryPrefix}00000000-1-old`, `${temporaryPrefix}00000000-1-new`]
  const folders = [`${killed}abcdef`, `${ownPrefix}mine`, old, recent, 'photos']
  for (const name of folders) {
    await mkdir(join(home, name))
    await writeFile(join(home, name, 'file'), 'x')
  }
  const twoDaysAgo = new Date(Date.now() - 2 * DAY_MS)
  for (const name of [old, 'photos']) await utimes(join(home, name), twoDaysAgo, twoDaysAgo)
  const folder = await ExportFolder.create(home)
  await folder.discard()
  expect((await readdir(home)).sort()).toEqual([recent, `${ownPrefix}mine`, 'photos'].sort())
})
