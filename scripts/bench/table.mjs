const heads = ['', 'minimum', 'median', 'maximum', 'bare', 'ratio', 'target', '']

const digits = (value) => (value >= 100 ? 0 : 1)
const number = (value, unit) => (value === undefined ? '' : `${value.toFixed(digits(value))} ${unit}`)

function cells({ name, unit, minimum, median, maximum, rawMedian, ratio, target, ok }) {
  const limit =
    target === undefined ? '' : `≤ ${ratio === undefined ? `${target} ${unit}` : target.toFixed(2)}`
  return [
    name,
    number(minimum, unit),
    number(median, unit),
    number(maximum, unit),
    number(rawMedian, unit),
    ratio?.toFixed(2) ?? '',
    limit,
    ok === undefined ? '' : ok ? 'ok' : 'MISSED'
  ]
}

/** The figures as lines of aligned columns. */
export function formatTable(figures) {
  const rows = [heads, ...figures.map(cells)]
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => row[column].length)))
  const line = (row) => row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i])))
  return rows.map((row) => line(row).join('  ').trimEnd()).join('\n')
}

/** How many targets were met. */
export function verdict(figures) {
  const judged = figures.filter(({ ok }) => ok !== undefined)
  return `${judged.filter(({ ok }) => ok).length} of ${judged.length} targets met`
}
