import { fromHalves, toHalves } from './float16'

/** float32 numbers as an array of another element type; whole numbers are rounded to. */
const converters = {
  float32: (data: Float32Array) => data,
  float16: toHalves,
  float64: (data: Float32Array) => Float64Array.from(data),
  int64: (data: Float32Array) => BigInt64Array.from(data, (value) => BigInt(Math.round(value))),
  int32: (data: Float32Array) => Int32Array.from(data, Math.round),
  uint8: (data: Float32Array) => Uint8Array.from(data, Math.round),
  bool: (data: Float32Array) => Uint8Array.from(data, (value) => (value === 0 ? 0 : 1))
}

/** The types that an input may have. */
export type ElementType = keyof typeof converters
export type ElementArray = ReturnType<(typeof converters)[ElementType]>

/** Whether numbers can be given to an input of this type. */
export function isElementType(type: string): type is ElementType {
  return Object.hasOwn(converters, type)
}

/** float32 numbers as the elements of an input; float16 ones as their bits. */
export function toElements(type: ElementType, data: Float32Array): ElementArray {
  return converters[type](data)
}

/** The numbers of an output as float32; whole numbers are exact up to 16,777,216. */
export function toFloats(type: string, data: ArrayLike<unknown>): Float32Array<ArrayBuffer> {
  if (data instanceof Float32Array) return data as Float32Array<ArrayBuffer>
  if (!ArrayBuffer.isView(data)) throw new TypeError(`Outputs of type ${type} are not supported`)
  // Newer JavaScript has a class of its own for these; the bits are the same.
  if (type === 'float16') return fromHalves(new Uint16Array(data.buffer, data.byteOffset, data.length))
  return Float32Array.from(data as ArrayLike<unknown>, Number)
}
