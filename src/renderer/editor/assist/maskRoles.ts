/** What a mask of an answer stands for; null where the model does not sort them. */
export type MaskRole = 'single' | 'whole' | 'part' | 'subpart'

const sorted: Readonly<Record<number, readonly MaskRole[]>> = {
  1: ['single'],
  3: ['whole', 'part', 'subpart'],
  4: ['single', 'whole', 'part', 'subpart']
}

/** The role of a mask among as many as the model gave. */
export function maskRole(count: number, index: number): MaskRole | null {
  return sorted[count]?.[index] ?? null
}

/** The mask that a digit chooses: 1 is the first, or the whole where the single-mask token's comes before. */
export function maskOfDigit(count: number, digit: number): number {
  return count === 4 ? digit : digit - 1
}
