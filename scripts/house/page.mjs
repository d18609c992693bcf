import { readFile, writeFile } from 'node:fs/promises'
import { inRoot } from '../lib/paths.mjs'
import { journeys } from './journeys.mjs'
import { drawHouse } from './picture.mjs'

const PAGE = inRoot('docs/architecture.md')
const PICTURE = inRoot('docs/images/architecture.svg')
const BEGIN = '<!-- journeys: npm run house -- --write -->'
const END = '<!-- end of journeys -->'

/** The journeys as Markdown: a table each. */
export function journeysText() {
  return journeys
    .map(({ name, steps }) => {
      const files = new Set(steps.map(({ file }) => file)).size
      const rows = steps.map(({ file, name: called, over }) => {
        return `| ${over ?? ''} | \`${called}\` | [${file.slice('src/'.length)}](../${file}) |`
      })
      const title = `### ${name[0].toUpperCase()}${name.slice(1)}`
      return [
        title,
        '',
        `${files} files.`,
        '',
        '| over | function | file |',
        '| --- | --- | --- |',
        ...rows
      ].join('\n')
    })
    .join('\n\n')
}

/** The page with the journeys as they are now. */
export function withJourneys(page) {
  const [head, rest] = [page.indexOf(BEGIN), page.indexOf(END)]
  if (head < 0 || rest < 0) throw new Error('docs/architecture.md has no place for the journeys')
  return `${page.slice(0, head + BEGIN.length)}\n\n${journeysText()}\n\n${page.slice(rest)}`
}

/** Writes the picture and the journeys into docs/architecture.md. */
export async function writePage(sources) {
  await writeFile(PICTURE, drawHouse(sources))
  await writeFile(PAGE, withJourneys(await readFile(PAGE, 'utf8')))
}
