/**
 * Makes a failing case smaller while it goes on failing: whole files first, many at a time, then ever shorter parts of each, in the
 * manner of delta debugging (Zeller and Hildebrandt, 2002), then bytes to zero.
 * @param {import('./mutate.mjs').Files} files
 * @param {(files: import('./mutate.mjs').Files) => Promise<boolean>} fails
 * @param {{ tries?: number }} [options] `tries` bounds how often `fails` is asked
 */
export async function shrink(files, fails, { tries = 150 } = {}) {
  let best = files
  let left = tries
  const keep = async (candidate) => {
    if (left <= 0) return false
    left -= 1
    if (!(await fails(candidate))) return false
    best = candidate
    return true
  }
  for (let part = Math.ceil(Object.keys(best).length / 2); part >= 1; part = Math.floor(part / 2)) {
    for (let at = 0; at < Object.keys(best).length;) {
      const others = Object.entries(best).toSpliced(at, part)
      if (others.length === 0 || !(await keep(Object.fromEntries(others)))) at += part
    }
  }
  for (const name of Object.keys(best)) {
    const replaced = (bytes) => ({ ...best, [name]: bytes })
    for (let part = Math.ceil(best[name].length / 2); part >= 1 && left > 0; part = Math.floor(part / 2)) {
      for (let at = 0; at < best[name].length && left > 0;) {
        if (!(await keep(replaced(without(best[name], at, at + part))))) at += part
      }
    }
    for (let part = 64; part >= 1 && left > 0; part = Math.floor(part / 8)) {
      for (let at = 0; at < best[name].length && left > 0; at += part) {
        const zeroed = best[name].slice()
        zeroed.fill(0, at, at + part)
        if (Buffer.compare(zeroed, best[name]) !== 0) await keep(replaced(zeroed))
      }
    }
  }
  return best
}

function without(bytes, from, to) {
  const shorter = new Uint8Array(bytes.length - (Math.min(to, bytes.length) - from))
  shorter.set(bytes.subarray(0, from))
  shorter.set(bytes.subarray(to), from)
  return shorter
}
