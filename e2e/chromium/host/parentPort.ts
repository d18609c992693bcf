// Gives a forked Node process what Electron gives a utility process: `process.parentPort`. Loaded before its entry.
type Listener = (event: { readonly data: unknown }) => void

const parentPort = {
  postMessage: (message: unknown) => void process.send?.(message),
  on: (_event: 'message', listener: Listener) => void process.on('message', (data) => listener({ data }))
}
Object.assign(process, { parentPort })
// Without its owner it has nothing to do.
process.on('disconnect', () => process.exit())
