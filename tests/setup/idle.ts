/** DOM libraries never paint, so there is always time for what waits until nothing is to be painted. */
globalThis.requestIdleCallback = (callback) => {
  const deadline = { didTimeout: false, timeRemaining: () => 50 }
  return Number(setTimeout(() => callback(deadline)))
}
