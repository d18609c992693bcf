/** Parts of the window that F6 goes through carry this attribute; a part without a focus of its own lends it on. */
const regionAttribute = 'data-focus-region'
const focusable = 'button:not([disabled]),input,[tabindex="0"]'

/** Gives the focus to the next (or previous) part of the window. Whether there was one. */
export function focusNextRegion(page: Document, step: 1 | -1): boolean {
  const regions = [...page.querySelectorAll<HTMLElement>(`[${regionAttribute}]`)]
  if (regions.length === 0) return false
  const at = regions.findIndex((region) => region.contains(page.activeElement))
  const next = at < 0 ? (step === 1 ? 0 : regions.length - 1) : (at + step + regions.length) % regions.length
  const region = regions[next]
  const target = region?.matches(focusable) ? region : region?.querySelector<HTMLElement>(focusable)
  target?.focus()
  return true
}
