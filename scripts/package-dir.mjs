// Makes an unpacked application in dist/ and starts it once for its self-test (npm run package:dir).
import path from 'node:path'
import { SetupError, fail, say } from './lib/log.mjs'
import { root } from './lib/paths.mjs'
import { packageApplication } from './packaging/builder.mjs'
import { packagedExecutable, selfTest } from './packaging/selfTest.mjs'
import { standInVersion } from './setup/standIn/index.mjs'

async function main() {
  const { standIn } = await packageApplication(['--dir'], { release: false })
  const executable = packagedExecutable()
  if (!executable) throw new SetupError('electron-builder made no application in dist/.')
  say(`self-test: ${JSON.stringify(await selfTest(executable))}`)
  say(`The application is ${path.relative(root, executable)}.`)
  if (standIn) {
    say(
      `TEST BUILD: it contains the end-of-life Electron ${standInVersion} that stands in for the official one. ` +
        'Do not hand it to anybody.'
    )
  }
}

await main().catch(fail)
