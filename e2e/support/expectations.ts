import { expect } from '@playwright/test'

/** Within a pixel or so: the mouse only stops at whole pixels of the screen, which are not those of the image. */
export function near(value: number, within = 1.5): unknown {
  // Playwright asks for a number of digits; the limit is half a unit of the last one.
  return expect.closeTo(value, -Math.log10(2 * within))
}

/** Left, top, width and height, within a pixel or so. */
export function nearBox(...box: readonly number[]): readonly unknown[] {
  return box.map((value) => near(value, 2))
}
