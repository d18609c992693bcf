/**
 * What JSON has no way to say, and structured clone carries: a text that begins with `$` stands for it in a kept call.
 * `$token.import` and the like stand for what an earlier answer gave.
 */
const VALUES: Readonly<Record<string, (count: number) => unknown>> = {
  undefined: () => undefined,
  NaN: () => NaN,
  Infinity: () => Infinity,
  '-Infinity': () => -Infinity,
  '-0': () => -0,
  bigint: () => 2n ** 64n,
  date: () => new Date(NaN),
  regexp: () => /(a+)+$/,
  error: () => new RangeError('not from here'),
  map: () => new Map([['kind', 'rect']]),
  set: () => new Set([1]),
  bytes: () => new Uint8Array(16),
  buffer: () => new ArrayBuffer(16),
  holes: () => new Array<unknown>(5),
  bare: () => Object.create(null) as unknown,
  cycle: () => {
    const cycle: Record<string, unknown> = {}
    cycle['points'] = [cycle]
    return cycle
  },
  long: (count) => 'x'.repeat(count),
  wide: (count) => '\u{1f9ff}'.repeat(count),
  many: (count) => new Array<number>(count).fill(1),
  deep: (count) => {
    let value: unknown = 1
    for (let n = 0; n < count; n++) value = n % 2 === 0 ? [value] : { value }
    return value
  }
}

/** Elements and levels at most, so that a case costs no more than the window itself could ask for. */
const MOST = 1_000_000

/** The value that a kept call stands for. @param given what earlier answers gave, by name */
export function valueOf(kept: unknown, given: ReadonlyMap<string, unknown>): unknown {
  if (typeof kept === 'string') return kept.startsWith('$') ? special(kept.slice(1), given) : kept
  if (Array.isArray(kept)) return kept.map((each: unknown) => valueOf(each, given))
  if (typeof kept !== 'object' || kept === null) return kept
  // Not by assignment: a key may be `__proto__`.
  return Object.fromEntries(Object.entries(kept).map(([key, each]) => [key, valueOf(each, given)]))
}

function special(text: string, given: ReadonlyMap<string, unknown>): unknown {
  const [name = '', count = ''] = text.split(':')
  if (given.has(name)) return given.get(name)
  const make = Object.hasOwn(VALUES, name) ? VALUES[name] : undefined
  return make ? make(Math.min(MOST, Number(count) || 0)) : text
}
