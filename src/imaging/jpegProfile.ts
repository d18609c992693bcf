const APP2 = 0xe2
const START_OF_SCAN = 0xda
const NAME = 'ICC_PROFILE\0'

/**
 * A JPEG without its ICC profile. Skia would convert the colours by it, the official code does not look at it.
 * The same array when there is none.
 */
export function withoutColourProfile(bytes: Uint8Array): Uint8Array {
  const kept: Uint8Array[] = []
  let keptUpTo = 0
  let at = 2
  while (at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== START_OF_SCAN) {
    const next = at + 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0))
    if (bytes[at + 1] === APP2 && startsWith(bytes, at + 4, NAME)) {
      kept.push(bytes.subarray(keptUpTo, at))
      keptUpTo = next
    }
    at = next
  }
  if (keptUpTo === 0) return bytes
  return Buffer.concat([...kept, bytes.subarray(keptUpTo)])
}

function startsWith(bytes: Uint8Array, offset: number, text: string): boolean {
  return Array.from(text).every((letter, i) => bytes[offset + i] === letter.charCodeAt(0))
}
