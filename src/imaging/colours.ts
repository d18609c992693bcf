import { JsColorType } from '@napi-rs/image'
import { unreadable } from './errors'

/** Samples of one pixel, and whether they are grey; an even number of them ends with alpha. */
interface ColourLayout {
  readonly samples: number
  readonly grey: boolean
  readonly bytes: 1 | 2 | 4
}

const LAYOUTS: Record<JsColorType, ColourLayout> = {
  [JsColorType.L8]: { samples: 1, grey: true, bytes: 1 },
  [JsColorType.La8]: { samples: 2, grey: true, bytes: 1 },
  [JsColorType.Rgb8]: { samples: 3, grey: false, bytes: 1 },
  [JsColorType.Rgba8]: { samples: 4, grey: false, bytes: 1 },
  [JsColorType.L16]: { samples: 1, grey: true, bytes: 2 },
  [JsColorType.La16]: { samples: 2, grey: true, bytes: 2 },
  [JsColorType.Rgb16]: { samples: 3, grey: false, bytes: 2 },
  [JsColorType.Rgba16]: { samples: 4, grey: false, bytes: 2 },
  [JsColorType.Rgb32F]: { samples: 3, grey: false, bytes: 4 },
  [JsColorType.Rgba32F]: { samples: 4, grey: false, bytes: 4 }
}

/**
 * Raw samples of any layout (native byte order) to uint8[pixels, 3]. Alpha is dropped, not blended, as the
 * official code's `convert("RGB")` does; 16-bit samples are scaled, floating-point ones clamped to 0…1.
 * @throws EngineError image-unreadable when the data has another length than the size tells.
 */
export function toRgb(raw: Uint8Array, colorType: JsColorType, pixels: number): Uint8Array {
  const layout = checkedLayout(raw, colorType, pixels)
  if (colorType === JsColorType.Rgb8) return raw
  return pick(eightBit(raw, layout.bytes), layout, pixels)
}

/**
 * The same to opaque uint8[pixels, 4], for showing: what is transparent lets white through.
 * @throws EngineError image-unreadable when the data has another length than the size tells.
 */
export function toOpaqueRgba(raw: Uint8Array, colorType: JsColorType, pixels: number): Uint8Array {
  const layout = checkedLayout(raw, colorType, pixels)
  const data = eightBit(raw, layout.bytes)
  const rgba = rgbToRgba(pick(data, layout, pixels))
  const { samples } = layout
  if (samples % 2 === 1) return rgba
  for (let i = 0; i < pixels; i++) {
    const alpha = (data[i * samples + samples - 1] ?? 255) / 255
    for (let at = i * 4; at < i * 4 + 3; at++) rgba[at] = 255 - (255 - (rgba[at] ?? 0)) * alpha
  }
  return rgba
}

/** uint8[pixels, 3] → opaque uint8[pixels, 4]. */
export function rgbToRgba(rgb: Uint8Array): Uint8Array {
  const rgba = new Uint8Array((rgb.length / 3) * 4).fill(255)
  for (let from = 0, at = 0; from < rgb.length; from += 3, at += 4) {
    rgba[at] = rgb[from] ?? 0
    rgba[at + 1] = rgb[from + 1] ?? 0
    rgba[at + 2] = rgb[from + 2] ?? 0
  }
  return rgba
}

function checkedLayout(raw: Uint8Array, colorType: JsColorType, pixels: number): ColourLayout {
  const layout = LAYOUTS[colorType]
  if (raw.length !== pixels * layout.samples * layout.bytes) {
    throw unreadable('damaged', `${raw.length} bytes of pixels`)
  }
  return layout
}

function eightBit(raw: Uint8Array, bytes: 1 | 2 | 4): Uint8Array {
  if (bytes === 1) return raw
  // Samples wider than a byte may start at an odd address, which typed arrays refuse: copy them first.
  const buffer = raw.slice().buffer
  const wide = bytes === 2 ? new Uint16Array(buffer) : new Float32Array(buffer)
  const scale = bytes === 2 ? 1 / 257 : 255
  const out = new Uint8ClampedArray(wide.length)
  for (let i = 0; i < wide.length; i++) out[i] = (wide[i] ?? 0) * scale
  return new Uint8Array(out.buffer)
}

function pick(data: Uint8Array, { samples, grey }: ColourLayout, pixels: number): Uint8Array {
  const green = grey ? 0 : 1
  const blue = grey ? 0 : 2
  const out = new Uint8Array(pixels * 3)
  let from = 0
  for (let at = 0; at < out.length; at += 3) {
    out[at] = data[from] ?? 0
    out[at + 1] = data[from + green] ?? 0
    out[at + 2] = data[from + blue] ?? 0
    from += samples
  }
  return out
}
