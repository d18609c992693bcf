/** Images whose hashes differ in no more bits than this, of 64, are near-duplicates. */
const MOST_BITS = 7
const BYTES = 8

/** Set bits of each byte. */
const bits = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length)

/**
 * Groups what looks alike: the places of hashes (uint8[8]) that differ in seven bits or fewer, directly or by way of
 * others. What has no hash is alone. Two hashes that are that close have at least one of eight bytes in common, so
 * that only those are compared.
 */
export function nearDuplicates(hashes: readonly (Uint8Array | null)[]): number[][] {
  const leader = hashes.map((_, at) => at)
  const find = (at: number): number => {
    let top = at
    while (leader[top] !== top) top = leader[top] ?? top
    leader[at] = top
    return top
  }
  for (let byte = 0; byte < BYTES; byte++) {
    const buckets = new Map<number, number[]>()
    hashes.forEach((hash, at) => {
      const value = hash?.[byte]
      if (hash === null || value === undefined) return
      const bucket = buckets.get(value) ?? []
      buckets.set(value, bucket)
      for (const other of bucket) {
        const near = hashes[other]
        if (near && find(at) !== find(other) && distance(hash, near) <= MOST_BITS) {
          leader[find(at)] = find(other)
        }
      }
      bucket.push(at)
    })
  }
  const groups = new Map<number, number[]>()
  hashes.forEach((_, at) => {
    const top = find(at)
    const group = groups.get(top)
    if (group) group.push(at)
    else groups.set(top, [at])
  })
  return [...groups.values()]
}

/** In how many bits two hashes differ. */
function distance(a: Uint8Array, b: Uint8Array): number {
  let sum = 0
  for (let i = 0; i < BYTES; i++) sum += bits[(a[i] ?? 0) ^ (b[i] ?? 0)] ?? 0
  return sum
}
