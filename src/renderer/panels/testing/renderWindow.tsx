import { act, cleanup, render, screen, waitFor } from '@testing-library/react'
import { App } from '../../App'
import type { App as AppCore } from '../../state/app'
import type { FakeMain } from '../../state/testing/fakeMain'
import { testApp } from '../../state/testing/testApp'
import { createNotifier } from '../common/notifier'

/** The DOM library lays nothing out; lists need a height to know which rows are in sight. */
function giveElementsASize(): void {
  for (const [name, value] of [
    ['clientHeight', 600],
    ['clientWidth', 280]
  ] as const)
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => value })
}

/** Lets promises, effects and short timers happen. */
export async function rest(milliseconds = 20): Promise<void> {
  await act(() => new Promise((resolve) => setTimeout(resolve, milliseconds)))
}

/** Waits until something can be expected. */
export function until(expectation: () => void): Promise<void> {
  return waitFor(expectation, { timeout: 20_000 })
}

/** Waits until something is there. */
export function appears(testId: string): Promise<HTMLElement> {
  return screen.findByTestId(testId, undefined, { timeout: 20_000 })
}

/** The whole window over a main process in memory, with real notifications. */
export async function renderWindow(main: FakeMain): Promise<AppCore> {
  cleanup()
  giveElementsASize()
  const { app } = testApp(main, createNotifier)
  render(<App app={app} />)
  await rest()
  return app
}
