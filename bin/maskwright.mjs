#!/usr/bin/env node
// The `maskwright` command. In a checkout it first makes sure that the model is present and the build is up to date.
import { existsSync } from 'node:fs'

const scripts = new URL('../scripts/', import.meta.url)
const program = new URL('../out/main/cli.js', import.meta.url)

async function prepare() {
  const load = (file) => import(new URL(file, scripts))
  const [{ step }, { prepareModels }, { prepareBuild }] = await Promise.all(
    ['lib/log.mjs', 'setup/models.mjs', 'setup/build.mjs'].map(load)
  )
  await step('models', prepareModels, { quiet: true })
  await step('build', prepareBuild, { quiet: true })
}

// The reader closed the pipe, like `| head`: not an error.
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

try {
  // An installed package has no scripts and needs no preparation.
  if (existsSync(scripts)) await prepare()
  const { main } = await import(program)
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`maskwright: ${error.name === 'SetupError' ? error.message : error.stack}\n`)
  process.exitCode = 1
}
