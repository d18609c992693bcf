/**
 * Watches the delay of main's event loop while some work is done. Node looks every 10 ms and counts from one look to
 * the next: an idle loop reads 10 ms, and what is above that was waiting.
 * @template T
 * @param {import('playwright-core').ElectronApplication} electron
 * @param {() => Promise<T>} work
 * @returns {Promise<{ result: T, p99: number, maximum: number }>} milliseconds
 */
export async function watchEventLoop(electron, work) {
  await electron.evaluate(() => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('perf_hooks')
    globalThis.benchLoop = monitorEventLoopDelay({ resolution: 10 })
    globalThis.benchLoop.enable()
  })
  const result = await work()
  const found = await electron.evaluate(() => {
    const loop = globalThis.benchLoop
    loop.disable()
    return { p99: loop.percentile(99) / 1e6, maximum: loop.max / 1e6 }
  })
  return { result, ...found }
}
