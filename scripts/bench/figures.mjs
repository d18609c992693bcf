/**
 * @typedef {object} Figure
 * @property {string} name
 * @property {string} unit
 * @property {number[]} values each round's
 * @property {number} minimum
 * @property {number} median
 * @property {number} maximum
 * @property {number[]} [raw] the bare session's time beside each value
 * @property {number} [ratio] the median of each value's ratio to the bare session's time beside it
 * @property {number} [target] the most that the ratio, or else the median, may be
 * @property {boolean} [ok]
 */

/** The middle value, or the mean of the two middle ones. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

const rounded = (value) => Math.round(value * 1000) / 1000

/**
 * Sums up the rounds of one figure.
 * @param {string} name
 * @param {number[]} values
 * @param {{ unit?: string, raw?: number[], target?: number }} [more] with `raw`, the target is of the ratio
 * @returns {Figure}
 */
export function figure(name, values, { unit = 'ms', raw, target } = {}) {
  const figure = {
    name,
    unit,
    minimum: rounded(Math.min(...values)),
    median: rounded(median(values)),
    maximum: rounded(Math.max(...values)),
    values: values.map(rounded)
  }
  // A ratio of neighbours: what slows the machine down for a while slows both.
  const ratio = raw && rounded(median(values.map((value, i) => value / raw[i])))
  return {
    ...figure,
    ...(raw && { raw: raw.map(rounded), rawMedian: rounded(median(raw)), ratio }),
    ...(target !== undefined && { target, ok: (ratio ?? figure.median) <= target })
  }
}
