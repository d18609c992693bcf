import { zoneOf } from '../lint/zones.js'

/** Where each zone stands, in grid cells, and what it is for. What is imported stands below what imports it. */
const PLACES = {
  renderer: { x: 0, y: 0, words: 'the window: panels, canvas' },
  editor: { x: 0, y: 2, words: 'tools and edits, headless' },
  preload: { x: 1, y: 0, words: 'between window and main' },
  main: { x: 2, y: 0, words: 'Electron: windows, services' },
  cli: { x: 3, y: 0, words: 'the command maskwright' },
  library: { x: 4, y: 1, words: 'what programs import' },
  jobs: { x: 3, y: 1, words: 'import, export, folders' },
  store: { x: 2, y: 2, words: 'the project on disk' },
  formats: { x: 3, y: 2, words: 'COCO, YOLO, CVAT, …' },
  engine: { x: 4, y: 2, words: 'ONNX: SAM, detectors' },
  files: { x: 2, y: 3, words: 'renaming, removing' },
  imaging: { x: 3, y: 3, words: 'decoding, resizing' },
  rpc: { x: 4, y: 3, words: 'calls across processes' },
  shared: { x: 0, y: 4, columns: 5, words: 'types, masks, geometry, texts: runs everywhere' }
}
const CELL = { width: 216, height: 104 }
const BOX = { width: 184, height: 56 }
const MARGIN = 24

/** The zone that a file is drawn in; Node's ports belong to rpc. */
function roomOf(file) {
  const name = zoneOf(file)?.name
  return name === 'ports' ? 'rpc' : name
}

/** The zones that import each other, as `from → to`, from the imports of all files. */
export function arrowsOf(sources) {
  const arrows = new Map()
  for (const { file, imports } of sources) {
    const from = roomOf(file)
    for (const imported of imports) {
      const to = roomOf(imported)
      if (from && to && from !== to) arrows.set(`${from} → ${to}`, [from, to])
    }
  }
  return [...arrows.values()].sort()
}

/** Leaves out arrows that follow from others: where a way over a third zone leads to the same end. */
export function withoutShortcuts(arrows) {
  const targets = new Map()
  for (const [from, to] of arrows) targets.set(from, [...(targets.get(from) ?? []), to])
  const reaches = (from, to) => (targets.get(from) ?? []).some((next) => next === to || reaches(next, to))
  return arrows.filter(([from, to]) => !targets.get(from).some((next) => next !== to && reaches(next, to)))
}

/** The zones and their arrows as SVG. */
export function drawHouse(sources) {
  const width = MARGIN * 2 + 4 * CELL.width + BOX.width
  const height = MARGIN * 2 + 4 * CELL.height + BOX.height
  const arrows = withoutShortcuts(arrowsOf(sources))
  const lines = arrows.map(([from, to]) => arrow(areaOf(PLACES[from]), areaOf(PLACES[to])))
  const boxes = Object.entries(PLACES).map(([name, place]) => box(name, place.words, areaOf(place)))
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif">`,
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">',
    '<path d="M0 0 8 4 0 8z" fill="#56606b"/></marker></defs>',
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...lines,
    ...boxes,
    '</svg>',
    ''
  ].join('\n')
}

const areaOf = ({ x, y, columns = 1 }) => ({
  left: MARGIN + x * CELL.width,
  top: MARGIN + y * CELL.height,
  width: (columns - 1) * CELL.width + BOX.width
})

/** From the lower edge of a box to the upper one of another, straight down where that one is wide enough. */
function arrow(from, to) {
  const x1 = from.left + from.width / 2
  const x2 = to.width > BOX.width ? x1 : to.left + to.width / 2
  const stroke = 'stroke="#56606b" stroke-width="1.5" marker-end="url(#tip)"'
  return `<line x1="${x1}" y1="${from.top + BOX.height}" x2="${x2}" y2="${to.top - 2}" ${stroke}/>`
}

function box(name, words, { left, top, width }) {
  const x = left + width / 2
  return [
    `<rect x="${left}" y="${top}" width="${width}" height="${BOX.height}" rx="8" fill="#eef3f8" stroke="#3b6ea5"/>`,
    `<text x="${x}" y="${top + 23}" text-anchor="middle" font-size="16" font-weight="600" fill="#1c2630">${name}</text>`,
    `<text x="${x}" y="${top + 43}" text-anchor="middle" font-size="12" fill="#46515c">${words}</text>`
  ].join('')
}
