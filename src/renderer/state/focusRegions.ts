/** Parts of the window that F6 goes through carry this attribute; a part without a focus of its own lends it on. */
const regionAttribute = 'data-focus-region'
const focusable = 'button:not([disabled]),input,[tabindex="0"]'

/** Where the next part stands in the list, which goes round; the focus may be between two parts. */
function nextIndex(regions: readonly HTMLElement[], focused: Element | null, step: 1 | -1): number {
  const at = regions.findIndex((region) => region.contains(focused))
  if (at >= 0) return at + step
  const isAfter = (region: HTMLElement): boolean =>
    focused === null || (focused.compareDocumentPosition(region) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
  const before = regions.length - regions.filter(isAfter).length
  return step === 1 ? before : before - 1
}

/** Gives the focus to the next (or previous) part of the window. Whether there was one. */
export function focusNextRegion(page: Document, step: 1 | -1): boolean {
  const regions = [...page.querySelectorAll<HTMLElement>(`[${regionAttribute}]`)]
  if (regions.length === 0) return false
  const region = regions.at(nextIndex(regions, page.activeElement, step) % regions.length)
  const target = region?.matches(focusable) ? region : region?.querySelector<HTMLElement>(focusable)
  target?.focus()
  return true
}
