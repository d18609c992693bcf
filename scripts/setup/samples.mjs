import { copyFile, mkdir, rename, stat } from 'node:fs/promises'
import path from 'node:path'
import { SetupError } from '../lib/log.mjs'
import { inRoot } from '../lib/paths.mjs'

/** The photographs of the sample collection (public domain), each the image of one npm package. */
export const sampleNames = ['airplane-from-above', 'allium-oreophilum', 'march-pastoral', 'nagasaki-boats']

const source = (name) => inRoot('node_modules/@stdlib', `datasets-img-${name}`, 'data/image.jpg')

/**
 * Puts the sample images into resources/samples, where the application and the packager look for them.
 * @param {import('../lib/log.mjs').Report} report
 */
export async function prepareSamples(report) {
  const folder = inRoot('resources/samples')
  await mkdir(folder, { recursive: true })
  for (const name of sampleNames) {
    const target = path.join(folder, `${name}.jpg`)
    const wanted = await size(source(name))
    if (wanted === undefined)
      throw new SetupError(`The sample "${name}" is not installed; run "npm ci" first.`)
    if ((await size(target)) === wanted) continue
    report(`copying ${name}.jpg`)
    const temporary = `${target}.${process.pid}.tmp`
    await copyFile(source(name), temporary)
    await rename(temporary, target)
  }
}

const size = (file) =>
  stat(file).then(
    (found) => found.size,
    () => undefined
  )
