/**
 * Bytes for values as Electron's own channel carries them: plain data with undefined, every number and typed arrays,
 * which JSON alone would lose. The length of the JSON (4 bytes, little-endian), the JSON in UTF-8, then the contents
 * of the typed arrays in order. In the JSON, what it cannot say is an object with the one key `$`.
 */
type Special = readonly ['undefined'] | readonly ['number', string] | readonly ['array', string, number]

const arrayTypes = {
  Uint8Array,
  Uint8ClampedArray,
  Int8Array,
  Uint16Array,
  Int16Array,
  Uint32Array,
  Int32Array,
  Float32Array,
  Float64Array
}
type ArrayName = keyof typeof arrayTypes

/** @throws Error for what the channel does not carry: functions, class instances with methods, cycles */
export function encode(value: unknown): Uint8Array<ArrayBuffer> {
  const contents: Uint8Array[] = []
  const json = new TextEncoder().encode(JSON.stringify(pack(value, contents)))
  const size = contents.reduce((sum, { byteLength }) => sum + byteLength, 4 + json.byteLength)
  const bytes = new Uint8Array(size)
  new DataView(bytes.buffer).setUint32(0, json.byteLength, true)
  bytes.set(json, 4)
  let at = 4 + json.byteLength
  for (const content of contents) {
    bytes.set(content, at)
    at += content.byteLength
  }
  return bytes
}

/** What `encode` was given. */
export function decode(bytes: Uint8Array): unknown {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true)
  const json = new TextDecoder().decode(bytes.subarray(4, 4 + length))
  let at = 4 + length
  const take = (size: number): ArrayBuffer => {
    const content = bytes.slice(at, at + size).buffer
    at += size
    return content
  }
  return unpack(JSON.parse(json), take)
}

const special = (words: Special): { readonly $: Special } => ({ $: words })

function pack(value: unknown, contents: Uint8Array[]): unknown {
  switch (typeof value) {
    case 'undefined':
      return special(['undefined'])
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : special(['number', Object.is(value, -0) ? '-0' : String(value)])
    case 'string':
    case 'boolean':
      return value
    case 'object':
      return value === null ? null : packObject(value, contents)
    case 'bigint':
    case 'symbol':
    case 'function':
      throw new Error(`A ${typeof value} cannot be sent`)
  }
}

function packObject(value: object, contents: Uint8Array[]): unknown {
  if (Array.isArray(value)) return value.map((each) => pack(each, contents))
  if (ArrayBuffer.isView(value)) {
    const name = Object.prototype.toString.call(value).slice(8, -1)
    if (!(name in arrayTypes)) throw new Error(`A ${name} cannot be sent`)
    contents.push(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
    return special(['array', name, value.byteLength])
  }
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null)
    throw new Error(`A ${Object.prototype.toString.call(value).slice(8, -1)} cannot be sent`)
  if ('$' in value) throw new Error('The key $ cannot be sent')
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, pack(each, contents)]))
}

function unpack(value: unknown, take: (size: number) => ArrayBuffer): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((each) => unpack(each, take))
  if ('$' in value) {
    const [kind, ...words] = value.$ as Special
    if (kind === 'undefined') return undefined
    if (kind === 'number') return Number(words[0])
    return new arrayTypes[words[0] as ArrayName](take(words[1] as number))
  }
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, unpack(each, take)]))
}
