import type { LabelId } from '@shared/schema/ids'
import type { Label } from '@shared/schema/label'

/** What has no class, or one that is not known. */
const neutral = '#8a8f98'

/** Colours of the canvas's own marks, which have to be seen on any photograph. */
export const marks = {
  light: '#ffffff',
  dark: '#16181d',
  accent: '#2f7cf6',
  add: '#1fa34a',
  negativePoint: '#e0362f'
} as const

/** The colour of a class. */
export function labelColor(labels: readonly Label[], id: LabelId | null): string {
  return labels.find((label) => label.id === id)?.color ?? neutral
}

/** Red, green and blue, 0 to 255, of #rrggbb. */
export function rgbOf(color: string): readonly [number, number, number] {
  const value = Number.parseInt(color.slice(1), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}
