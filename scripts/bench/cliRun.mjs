// Runs the built command line in this process, and tells on stderr how much memory it took at most.
import { main } from '../../out/main/cli.js'

process.exitCode = await main(process.argv.slice(2))
process.stderr.write(`\npeak ${Math.round(process.resourceUsage().maxRSS / 1024)}\n`)
