import { chmod, cp, lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { parse } from 'yaml'
import { SetupError } from '../../lib/log.mjs'
import { inRoot } from '../../lib/paths.mjs'
import { capture } from '../../lib/run.mjs'
import { dependsOf, recommends } from './depends.mjs'
import * as files from './files.mjs'

const architectures = { x64: 'amd64', arm64: 'arm64' }

/**
 * Makes a .deb of an unpacked application with dpkg-deb alone: nothing is fetched.
 * @param {{ unpacked: string, test: boolean, output?: string }} options `unpacked`: electron-builder's folder;
 *   `test`: it does not contain the official Electron, and the package says so
 * @returns {Promise<string>} the path of the .deb
 */
export async function makeDeb({ unpacked, test, output = inRoot('dist') }) {
  const about = await aboutPackage(test)
  const architecture = architectures[process.arch]
  if (!architecture) throw new SetupError(`There is no .deb for ${process.arch}.`)
  const root = await mkdtemp(path.join(os.tmpdir(), 'maskwright-deb-'))
  try {
    // The folder itself becomes the system's root folder.
    await chmod(root, 0o755)
    await fill(root, unpacked, about)
    const facts = {
      architecture,
      depends: await dependsOf(unpacked),
      recommends: recommends.join(', '),
      kilobytes: await kilobytesOf(root)
    }
    await writeControl(root, { ...about, ...facts })
    const deb = path.join(output, `maskwright_${files.debVersion(about)}_${architecture}.deb`)
    await mkdir(output, { recursive: true })
    const { code, stderr } = await capture('dpkg-deb', ['--root-owner-group', '-Zzstd', '--build', root, deb])
    if (code !== 0) throw new SetupError(`dpkg-deb could not make the package: ${stderr.trim()}`)
    return deb
  } finally {
    await rm(root, { recursive: true, force: true })
  }
}

async function aboutPackage(test) {
  const { version, description, homepage } = JSON.parse(await readFile(inRoot('package.json'), 'utf8'))
  const { appId, linux } = parse(await readFile(inRoot('electron-builder.yml'), 'utf8'))
  const date = new Date().toISOString().slice(0, 10)
  return { version, description, homepage, appId, maintainer: linux.maintainer, date, test }
}

async function fill(root, unpacked, about) {
  const home = path.join(root, files.home)
  await mkdir(path.dirname(home), { recursive: true })
  await cp(unpacked, home, { recursive: true, verbatimSymlinks: true })
  await setModes(home)
  // Where the kernel grants no user namespaces, Chromium's sandbox is this program, which belongs to root.
  await chmod(path.join(home, 'chrome-sandbox'), 0o4755)
  const put = async (file, content) => {
    const target = path.join(root, file)
    await mkdir(path.dirname(target), { recursive: true })
    await writeFile(target, content, { mode: 0o644 })
  }
  await put(`${files.home}/resources/apparmor-profile`, files.appArmorProfile())
  await put('/usr/share/applications/maskwright.desktop', files.desktopEntry(about))
  await put(`/usr/share/metainfo/${about.appId}.metainfo.xml`, files.metainfo(about))
  const icons = '/usr/share/icons/hicolor'
  await put(`${icons}/512x512/apps/maskwright.png`, await readFile(inRoot('resources/packaging/icon.png')))
  await put(`${icons}/scalable/apps/maskwright.svg`, await readFile(inRoot('resources/packaging/icon.svg')))
  await put('/usr/share/doc/maskwright/copyright', files.copyright(about))
  const changelog = gzipSync(await readFile(inRoot('CHANGELOG.md')), { level: 9 })
  await put('/usr/share/doc/maskwright/changelog.gz', changelog)
  const link = path.join(root, files.command)
  await mkdir(path.dirname(link), { recursive: true })
  await symlink(files.home + '/maskwright', link)
}

/** Everybody may read, nobody but root write, whatever the umask of the checkout was. */
async function setModes(folder) {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name)
    if (entry.isDirectory()) await chmod(file, 0o755)
    else if (entry.isFile()) await chmod(file, (await lstat(file)).mode & 0o100 ? 0o755 : 0o644)
  }
}

async function writeControl(root, about) {
  const folder = path.join(root, 'DEBIAN')
  await mkdir(folder)
  await writeFile(path.join(folder, 'control'), files.control(about))
  for (const name of ['postinst', 'prerm']) {
    await writeFile(path.join(folder, name), files[name](), { mode: 0o755 })
    await chmod(path.join(folder, name), 0o755)
  }
}

async function kilobytesOf(folder) {
  let bytes = 0
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) bytes += (await lstat(path.join(entry.parentPath, entry.name))).size
  }
  return Math.ceil(bytes / 1024)
}
