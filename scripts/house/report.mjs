import path from 'node:path'
import { findCircles } from './circles.mjs'
import { journeys } from './journeys.mjs'
import { findUnused } from './unused.mjs'
import { readSources } from './sources.mjs'

/**
 * The figures that the source tree is held to. `target` is the most that is meant, or the range.
 * @typedef {{ name: string, value: number, target: string, met: boolean, detail?: string[] }} Figure
 */

const atMost = (name, value, limit, detail = []) => ({
  name,
  value,
  target: `at most ${limit}`,
  met: value <= limit,
  detail
})
const between = (name, value, low, high) => ({
  name,
  value,
  target: `${low} to ${high}`,
  met: value >= low && value <= high
})
/** The value below which that share of sorted values lies. */
const quantile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]

/** Names of files that occur more than `limit` times, with how often. */
export function repeatedNames(files, limit) {
  const counts = new Map()
  for (const file of files) {
    const name = path.posix.basename(file)
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return [...counts].filter(([, count]) => count > limit).map(([name, count]) => `${name} ×${count}`)
}

/** All figures of the source. @returns {Promise<Figure[]>} */
export async function figuresOf(sources = readSources()) {
  const lines = sources.map((source) => source.lines).sort((a, b) => a - b)
  const long = sources.filter((source) => source.lines > 400)
  const circles = findCircles(sources)
  const repeated = repeatedNames(
    sources.map(({ file }) => file),
    3
  )
  const unused = await findUnused()
  return [
    between('files', sources.length, 650, 850),
    between('lines of a file, median', quantile(lines, 0.5), 60, 95),
    { name: 'lines of a file, 90 % have fewer than', value: quantile(lines, 0.9), target: '', met: true },
    atMost(
      'longest file, lines',
      lines.at(-1) ?? 0,
      400,
      long.map(({ file, lines }) => `${file}: ${lines}`)
    ),
    atMost('file names used more than three times', repeated.length, 0, repeated),
    atMost(
      'import circles, types included',
      circles.length,
      0,
      circles.map((files) => files.join(' ↔ '))
    ),
    atMost('unused exports, files and dependencies', unused.length, 0, unused),
    ...journeys.map(({ name, steps, limit }) =>
      atMost(`files that ${name} passes`, new Set(steps.map(({ file }) => file)).size, limit)
    )
  ]
}

/** The figures as lines of text, and whether every target is met. */
export async function describeHouse() {
  const figures = await figuresOf()
  const width = Math.max(...figures.map(({ name }) => name.length))
  const lines = figures.flatMap(({ name, value, target, met, detail = [] }) => [
    `${name.padEnd(width)} ${String(value).padStart(6)}  ${target}${met ? '' : '  MISSED'}`,
    ...(met ? [] : detail.slice(0, 20).map((line) => `    ${line}`)),
    ...(met || detail.length <= 20 ? [] : [`    and ${detail.length - 20} more`])
  ])
  return { lines, met: figures.every(({ met }) => met) }
}
