/** An object type without `undefined` among the values of its optional keys. */
export type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> }

/**
 * A copy without the keys whose value is `undefined`, for spreading: `{ ...before, ...definedOnly(change) }`. Zod's
 * `.optional()` and `.partial()` accept such keys and structured clone keeps them, so a plain spread overwrites with
 * `undefined`.
 */
export function definedOnly<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as Defined<T>
}

/**
 * The same at every depth of plain objects and arrays; everything else (numbers, typed arrays, dates) is kept as it
 * is. Array elements stay, so that indexes do. Cyclic values are not supported: structured clone can carry them, JSON
 * cannot, and no call has a use for them.
 * @throws RangeError for a value nested deeper than 1,000 levels, or cyclic
 */
export function deeplyDefined(value: unknown, depth = 0): unknown {
  if (depth > 1000) throw new RangeError('The value is nested too deeply')
  if (Array.isArray(value)) return value.map((each: unknown) => deeplyDefined(each, depth + 1))
  if (!isPlainObject(value)) return value
  const entries = Object.entries(value).filter(([, each]) => each !== undefined)
  return Object.fromEntries(entries.map(([key, each]) => [key, deeplyDefined(each, depth + 1)]))
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
