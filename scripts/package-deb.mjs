// Makes a .deb of the application in dist/, with nothing but dpkg-deb (npm run package:deb). A package for others needs
// the official Electron; `--test` allows the stand-in, and the package's name says what it is.
import { parseArgs } from 'node:util'
import path from 'node:path'
import { SetupError, fail, say } from './lib/log.mjs'
import { root } from './lib/paths.mjs'
import { packageApplication } from './packaging/builder.mjs'
import { makeDeb } from './packaging/deb/index.mjs'
import { packagedExecutable } from './packaging/selfTest.mjs'

async function main() {
  const { values } = parseArgs({ options: { test: { type: 'boolean', default: false } } })
  if (process.platform !== 'linux') throw new SetupError('A .deb is made on Linux, where dpkg-deb is.')
  const { official } = await packageApplication(['--linux', 'dir'], { release: !values.test })
  const executable = packagedExecutable()
  if (!executable) throw new SetupError('electron-builder made no application in dist/.')
  const deb = await makeDeb({ unpacked: path.dirname(executable), test: !official })
  say(`The package is ${path.relative(root, deb)}.`)
  if (!official) say('TEST BUILD: it does not contain the official Electron. Do not hand it to anybody.')
}

await main().catch(fail)
