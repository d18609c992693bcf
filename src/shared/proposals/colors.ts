/** The golden angle: hues that follow each other by it stay far apart. */
const step = 137.508
/** Lightness in turns, so that neighbours on the wheel of hues differ in it too. */
const lightness = [0.58, 0.7, 0.5] as const

/** Distinct colours by number, #rrggbb, bright enough to be seen on a photograph. */
export function proposalColor(number: number): string {
  const light = lightness[number % lightness.length] ?? lightness[0]
  return hexOf((number * step) % 360, 0.85, light)
}

/** @param hue in degrees; saturation and lightness from 0 to 1. */
function hexOf(hue: number, saturation: number, light: number): string {
  const reach = saturation * Math.min(light, 1 - light)
  const channel = (offset: number): string => {
    const k = (offset + hue / 30) % 12
    const value = light - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1))
    return Math.round(value * 255)
      .toString(16)
      .padStart(2, '0')
  }
  return `#${channel(0)}${channel(8)}${channel(4)}`
}
