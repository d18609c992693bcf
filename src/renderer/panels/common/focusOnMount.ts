/** As a `ref`: the focus goes there when the element appears, for pages that take each other's place. */
export function focusOnMount(element: HTMLElement | null): void {
  element?.focus()
}
