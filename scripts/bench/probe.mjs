/**
 * @typedef {object} Condition
 * @property {string} selector
 * @property {string} [attribute] with `is`, `begins` or `isNot`
 * @property {string} [is]
 * @property {string} [begins]
 * @property {string} [isNot]
 * @property {number} [count] how many elements there must be, in place of an attribute
 */

/**
 * Put into the page: takes the time from an input event until attributes of the page say what is awaited. It only
 * reads; the clock of events, of animation frames and of `performance.now()` is one. The canvas's attributes are set
 * while the canvas is painted (src/renderer/canvas/paintMarks.ts), so what they say is on it.
 */
export function installProbe() {
  if (globalThis.benchProbe) return
  const watches = new Map()

  const holds = ({ selector, attribute, is, begins, isNot, count }) => {
    if (count !== undefined) return document.querySelectorAll(selector).length === count
    const value = document.querySelector(selector)?.getAttribute(attribute)
    if (value === null || value === undefined) return false
    if (is !== undefined && value !== is) return false
    if (isNot !== undefined && value === isNot) return false
    return begins === undefined || value.startsWith(begins)
  }

  const check = () => {
    const now = performance.now()
    for (const [name, watch] of watches) {
      if (watch.event && watch.from === undefined) continue
      if (!watch.until.every(holds)) continue
      watches.delete(name)
      watch.resolve({ from: watch.from, to: now })
    }
  }

  const options = {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['preview', 'phase', 'image', 'tool', 'state', 'count', 'proposals'].map(
      (name) => `data-${name}`
    )
  }
  new MutationObserver(check).observe(document.documentElement, options)
  for (const type of ['pointerdown', 'pointerup', 'pointermove', 'click', 'keydown']) {
    const note = (event) => {
      for (const watch of watches.values()) {
        if (watch.event !== type || watch.from !== undefined) continue
        watch.from = event.timeStamp
        // What is so already would be seen only with the next change of the page.
        setTimeout(check)
      }
    }
    window.addEventListener(type, note, { capture: true })
  }

  const found = new Map()
  globalThis.benchProbe = {
    /** Begins to watch: from the next event of that type (or from now) until all conditions hold. */
    arm: (name, event, until) => {
      const from = event ? undefined : performance.now()
      found.set(name, new Promise((resolve) => watches.set(name, { event, until, from, resolve })))
      if (!event) check()
    },
    result: (name) => found.get(name)
  }
}
