const SENTINEL = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX')
const WIRE_VERSION = 1
const STATE = { off: 0x30, on: 0x31, removed: 0x72 }

/** The places of the fuses that are turned here on Electron's fuse wire. */
export const Fuse = { nodeCliInspectArguments: 3, browserProcessV8Snapshot: 6 }

/**
 * Turns fuses of an Electron binary, in place. The wire follows a sentinel in the binary: version, length, one byte
 * per fuse.
 * @param {Buffer} binary
 * @param {Record<number, boolean>} changes fuse → on or off
 */
export function turnFuses(binary, changes) {
  const found = binary.indexOf(SENTINEL)
  if (found < 0) throw new Error('This binary has no fuse wire.')
  if (binary.indexOf(SENTINEL, found + 1) >= 0) throw new Error('This binary has more than one fuse wire.')
  const wire = found + SENTINEL.length
  const [version, length] = [binary[wire], binary[wire + 1]]
  if (version !== WIRE_VERSION)
    throw new Error(`The fuse wire has version ${version}; expected ${WIRE_VERSION}.`)
  for (const [index, on] of Object.entries(changes)) {
    const position = wire + 2 + Number(index)
    if (Number(index) >= length) throw new Error(`The fuse wire has no fuse ${index}.`)
    if (binary[position] === STATE.removed)
      throw new Error(`Fuse ${index} has been removed from this binary.`)
    binary[position] = on ? STATE.on : STATE.off
  }
}

/** The fuses in the order of their places on the wire, as Electron names them. */
export const fuseNames = [
  'RunAsNode',
  'EnableCookieEncryption',
  'EnableNodeOptionsEnvironmentVariable',
  'EnableNodeCliInspectArguments',
  'EnableEmbeddedAsarIntegrityValidation',
  'OnlyLoadAppFromAsar',
  'LoadBrowserProcessSpecificV8Snapshot',
  'GrantFileProtocolExtraPrivileges',
  'WasmTrapHandlers'
]

/**
 * The state of every fuse that an Electron binary has; a fuse that its version does not have is absent.
 * @param {Buffer} binary
 * @returns {Record<string, 'on' | 'off' | 'removed'>}
 */
export function readFuses(binary) {
  const found = binary.indexOf(SENTINEL)
  if (found < 0) throw new Error('This binary has no fuse wire.')
  const wire = found + SENTINEL.length
  const states = new Map(Object.entries(STATE).map(([name, byte]) => [byte, name]))
  const bytes = [...binary.subarray(wire + 2, wire + 2 + binary[wire + 1])]
  return Object.fromEntries(
    bytes.map((byte, at) => [fuseNames[at] ?? `fuse ${at}`, states.get(byte) ?? `byte ${byte}`])
  )
}
