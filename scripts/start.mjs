// Opens the application from a checkout (npm start): on the sample collection, or on what the arguments name.
import path from 'node:path'
import { lacksDisplay, openDisplay } from './lib/display.mjs'
import { fail, say, step } from './lib/log.mjs'
import { root } from './lib/paths.mjs'
import { run } from './lib/run.mjs'
import { prepareBuild } from './setup/build.mjs'
import { electronExecutable, electronState, sandboxArguments } from './setup/electron.mjs'
import { setUp } from './setup/index.mjs'
import { standInWarning } from './setup/standIn/index.mjs'

/** npm runs this in the checkout's root; a relative path means one from where the user stands. */
function fromCaller(argument) {
  return argument.startsWith('-') ? argument : path.resolve(process.env.INIT_CWD ?? process.cwd(), argument)
}

/** On a screen that nobody sees, a graphics card and a desktop's services are missing, and Chromium says so at length. */
const virtualDisplayArguments = ['--disable-gpu', '--log-level=3']

async function main(args) {
  await setUp({ quiet: true })
  await step('build', prepareBuild, { quiet: true })
  if ((await electronState()).kind === 'stand-in') say(standInWarning)
  const isVirtual = lacksDisplay()
  if (isVirtual) {
    say('There is no display here, so the window opens on a virtual screen that nobody sees.')
    say('"npm run demo" shows the application at work in pictures. Press Ctrl-C to end.')
  }
  const display = await openDisplay()
  try {
    const target = args.length > 0 ? args.map(fromCaller) : ['--sample']
    const switches = [...sandboxArguments(), ...(isVirtual ? virtualDisplayArguments : [])]
    const executable = await electronExecutable()
    process.exitCode = await run(executable, [...switches, root, ...target], { env: display.env })
  } finally {
    display.close()
  }
}

await main(process.argv.slice(2)).catch(fail)
