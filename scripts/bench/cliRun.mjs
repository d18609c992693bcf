// Runs the built command line in this process, and tells on stderr how much memory it took at most; where BENCH_MEMORY
// is set, also how much it has at each moment.
import { main } from '../../out/main/cli.js'

const OFTEN_MS = 200
const mebibytes = () => Math.round(process.memoryUsage.rss() / 2 ** 20)
if (process.env.BENCH_MEMORY)
  setInterval(() => process.stderr.write(`\nmemory ${mebibytes()}\n`), OFTEN_MS).unref()

process.exitCode = await main(process.argv.slice(2))
process.stderr.write(`\npeak ${Math.round(process.resourceUsage().maxRSS / 1024)}\n`)
