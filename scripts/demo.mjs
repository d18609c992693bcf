// `npm run demo`: a scripted run of the real application on the sample photographs. Leaves numbered pictures and the
// exported datasets in demo-output/; with `--docs` the pictures also replace those of the README and the guide.
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { openDisplay } from './lib/display.mjs'
import { fail, say, step } from './lib/log.mjs'
import { inRoot } from './lib/paths.mjs'
import { run } from './lib/run.mjs'
import { prepareBuild } from './setup/build.mjs'
import { setUp } from './setup/index.mjs'

const output = inRoot('demo-output')

async function main(args) {
  await setUp({ quiet: true })
  await step('build', prepareBuild, { quiet: true })
  rmSync(output, { recursive: true, force: true })
  mkdirSync(output)
  const display = await openDisplay()
  try {
    const env = { ...display.env, MASKWRIGHT_DEMO_OUTPUT: output }
    process.exitCode = await run('playwright', ['test', 'e2e/demo.spec.ts'], { env })
  } finally {
    display.close()
  }
  if (process.exitCode !== 0) return
  if (args.includes('--docs')) copyPictures(inRoot('docs/images'))
  say('The pictures and the exported datasets are in demo-output/')
}

function copyPictures(target) {
  const pictures = readdirSync(output).filter((name) => name.endsWith('.png'))
  for (const name of pictures) cpSync(path.join(output, name), path.join(target, name))
  say(`${pictures.length} pictures of the documentation were replaced`)
}

await main(process.argv.slice(2)).catch(fail)
