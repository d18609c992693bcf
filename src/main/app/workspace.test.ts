import { readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { OpenResult } from '@shared/ipc/views'
import type { InferenceService } from '../inference/inferenceService'
import { workplace } from '../../store/testing/fixtures'
import { doGuarded } from '../../store/vet/doGuarded'
import type { RunGuarded } from '../../store/vet/guarded'
import { noDetectors } from '../../jobs/folder/testing/noDetectors'
import { Jobs } from '../../jobs/jobs'
import { unheard } from '../../jobs/testing/unheard'
import { RecentProjects } from './recentProjects'
import { Workspace } from './workspace'

/** A workspace without an engine, and a folder with a project whose file can be damaged and repaired. */
async function setUp() {
  const place = await workplace()
  const { store } = await place.open()
  await store.close()
  const inference = {
    useProject: () => undefined,
    leaveProject: () => undefined,
    pausePrefetch: () => undefined
  }
  const workspace = new Workspace({
    ...{ userData: place.userDataDir, recent: new RecentProjects(place.userDataDir) },
    inference: inference as unknown as InferenceService,
    guard: doGuarded as RunGuarded,
    ...{ detectors: noDetectors, broadcast: () => undefined, jobs: new Jobs(unheard) }
  })
  onTestFinished(() => workspace.close())
  const projectFolder = join(place.root, '.maskwright')
  const file = join(projectFolder, 'project.db')
  const whole = await readFile(file)
  return {
    ...{ workspace, root: place.root },
    damage: () => writeFile(file, Buffer.alloc(whole.length, 'damage')),
    repair: () => writeFile(file, whole),
    /** Project files that were put aside, without their backups. */
    aside: async () =>
      (await readdir(projectFolder)).filter((name) => /^project\.damaged[^.]*\.db$/.test(name))
  }
}

function tokenOf(result: OpenResult) {
  if (result.kind !== 'damaged') throw new Error(`The project is not damaged: ${result.kind}`)
  return result.token
}

const badInput = { kind: 'bad-input' }

describe('recovering a project', () => {
  it('is possible once with the token that opening gave', async () => {
    const { workspace, root, damage, aside } = await setUp()
    await damage()
    const token = tokenOf(await workspace.open(root))
    expect(await workspace.recover(token, 'start-new')).toMatchObject({ kind: 'opened' })
    expect(await aside()).toHaveLength(1)
    await workspace.close()
    for (const choice of ['start-new', 'salvage'] as const) {
      await expect(workspace.recover(token, choice)).rejects.toMatchObject(badInput)
    }
    expect(await aside()).toHaveLength(1)
  })

  it.each(['import', 'export'] as const)('takes no token of a folder to %s', async (purpose) => {
    const { workspace, root, aside } = await setUp()
    const token = workspace.folders.grant(root, purpose)
    await expect(workspace.recover(token, 'start-new')).rejects.toMatchObject(badInput)
    expect(await aside()).toEqual([])
  })

  it('only opens a project that was repaired meanwhile', async () => {
    const { workspace, root, damage, repair, aside } = await setUp()
    await damage()
    const token = tokenOf(await workspace.open(root))
    await repair()
    expect(await workspace.recover(token, 'start-new')).toMatchObject({ kind: 'opened' })
    expect(await aside()).toEqual([])
  })

  it('keeps the token until it has worked', async () => {
    const { workspace, root, damage, aside } = await setUp()
    await damage()
    const token = tokenOf(await workspace.open(root))
    const away = `${root}-away`
    await rename(root, away)
    await expect(workspace.recover(token, 'start-new')).rejects.toMatchObject({ kind: 'folder-missing' })
    await rename(away, root)
    expect(await workspace.recover(token, 'start-new')).toMatchObject({ kind: 'opened' })
    expect(await aside()).toHaveLength(1)
  })
})
