// Runs the rest of the command line, under a virtual X server where Linux has no display.
import { openDisplay } from './lib/display.mjs'
import { fail } from './lib/log.mjs'
import { run } from './lib/run.mjs'

const [command, ...args] = process.argv.slice(2)

async function main() {
  if (!command) throw new Error('Usage: node scripts/with-display.mjs COMMAND [ARGUMENT…]')
  const display = await openDisplay()
  try {
    process.exitCode = await run(command, args, { env: display.env })
  } finally {
    display.close()
  }
}

await main().catch(fail)
