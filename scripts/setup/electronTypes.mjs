import { existsSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { writeAtomically } from '../lib/files.mjs'
import { inRoot, userCache } from '../lib/paths.mjs'
import { unpackFromNpm } from './npmArchive.mjs'
import { standInVersion } from './standIn/index.mjs'

/** The npm package of the oldest Electron that the code must run on. */
const SOURCE = {
  package: `electron@${standInVersion}`,
  sha512: 'SG/nmSsK9Qg1p6wAW+ZfqU+AV8cmXMTIklUL18NnOKfZLlum4ZsDoVdmmmlL39ZmeCaq27dr7CgslRPahfoVJg=='
}
const FILE = 'electron.d.ts'

/**
 * The folder of a configuration that type-checks main and the preload script against the types of the oldest Electron
 * that they must run on, instead of those of the installed one. Fetches the types once, from the npm registry.
 */
export async function olderElectronZone() {
  const folder = inRoot('node_modules/.cache/maskwright', `electron-${standInVersion}-types`)
  await mkdir(folder, { recursive: true })
  await copyFile(await ensureTypes(), path.join(folder, FILE))
  const config = {
    extends: inRoot('src/main/tsconfig.json'),
    compilerOptions: {
      paths: { '@shared/*': [inRoot('src/shared/*')], electron: [path.join(folder, FILE)] },
      tsBuildInfoFile: path.join(folder, 'tsbuildinfo')
    },
    include: [
      FILE,
      inRoot('src/engine/**/*.d.ts'),
      inRoot('src/main/**/*.ts'),
      inRoot('src/preload/**/*.ts')
    ],
    exclude: []
  }
  await writeAtomically(path.join(folder, 'tsconfig.json'), JSON.stringify(config))
  return folder
}

/** The file in the user's cache. @throws SetupError where it cannot be fetched */
async function ensureTypes() {
  const folder = path.join(userCache(), 'electron')
  const target = path.join(folder, `electron-${standInVersion}.d.ts`)
  if (existsSync(target)) return target
  await mkdir(folder, { recursive: true })
  const work = await mkdtemp(path.join(folder, '.types-'))
  try {
    const unpacked = await unpackFromNpm({ ...SOURCE, member: `package/${FILE}` }, work)
    await rename(unpacked, target)
    return target
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}
