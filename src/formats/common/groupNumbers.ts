import type { Annotation } from '@shared/schema/annotation'

/** Groups as whole numbers: those that are none already get the next free one, from 1, of their image. */
export function groupNumbers(annotations: readonly Annotation[]): ReadonlyMap<string, number> {
  const groups = new Map<string, number>()
  const texts = new Set(annotations.map(({ groupId }) => groupId).filter((group) => group !== null))
  for (const text of texts) if (/^[1-9]\d{0,8}$/.test(text)) groups.set(text, Number(text))
  const taken = new Set(groups.values())
  let next = 1
  for (const text of texts) {
    if (groups.has(text)) continue
    while (taken.has(next)) next++
    groups.set(text, next++)
  }
  return groups
}

/** Four decimals at most: a ten-thousandth of a pixel. */
export function short(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
