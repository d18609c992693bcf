// `npm run demo`: a scripted run of the real application on the sample photographs. Leaves numbered pictures and the
// exported datasets in demo-output/; with `--docs` the pictures also replace those of the README and the guide.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
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
  if (args.includes('--docs')) await copyPictures(inRoot('docs/images'))
  say('The pictures and the exported datasets are in demo-output/')
}

/** The documentation's pictures are WebP: a fifth of the PNG's size, which a repository keeps for good. */
async function copyPictures(target) {
  const pictures = readdirSync(output).filter((name) => name.endsWith('.png'))
  mkdirSync(target, { recursive: true })
  for (const name of pictures) {
    const image = await loadImage(path.join(output, name))
    const canvas = createCanvas(image.width, image.height)
    canvas.getContext('2d').drawImage(image, 0, 0)
    writeFileSync(path.join(target, name.replace('.png', '.webp')), await canvas.encode('webp', 80))
  }
  say(`${pictures.length} pictures of the documentation were replaced`)
}

await main(process.argv.slice(2)).catch(fail)
