/** What one read and one buffer can hold on every platform; Node aborts the process for a read of 2^31 bytes. */
export const MAX_READ_BYTES = 2 ** 31 - 1

/**
 * Checks that `length` bytes from `offset` on are inside of something that has `size` bytes. Every length that a file
 * states goes through here before memory is allocated or a read is asked for: a file may state any number.
 * @param fail makes the error of the format at hand
 */
export function assertRange(offset: number, length: number, size: number, fail: () => Error): void {
  const numbers = Number.isSafeInteger(offset) && Number.isSafeInteger(length)
  const inside = numbers && offset >= 0 && length >= 0 && length <= size - offset && length <= MAX_READ_BYTES
  if (!inside) throw fail()
}

/** Deflate unpacks a byte to so many at most: it codes 258 bytes in 2 bits (zlib's documentation). */
const MOST_PER_BYTE = 1032

/** Bytes that deflate can unpack from so many at most. */
export function mostInflated(packed: number): number {
  return packed * MOST_PER_BYTE
}

/** Bytes that deflate takes at least for so many. */
export function leastDeflated(unpacked: number): number {
  return Math.floor(unpacked / MOST_PER_BYTE)
}
