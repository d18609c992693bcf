/** Which of a model's classes a text names. */
export interface ChosenClasses {
  /** Places in the model's list, each once, in its order. */
  readonly indices: readonly number[]
  /** Words that name no class. */
  readonly unknown: readonly string[]
}

/**
 * Reads classes as people write them: names or numbers with commas between them, "person, bicycle" or "0,2". Case and
 * surrounding space do not count. A name goes before a number, for models whose classes are called by digits.
 */
export function chooseClasses(text: string, names: readonly string[]): ChosenClasses {
  const places = new Map<string, number[]>()
  names.forEach((name, i) => places.set(fold(name), [...(places.get(fold(name)) ?? []), i]))
  const chosen = new Set<number>()
  const unknown: string[] = []
  for (const word of text.split(',').map((part) => part.trim())) {
    if (word === '') continue
    const found = places.get(fold(word)) ?? byNumber(word, names.length)
    if (found) for (const index of found) chosen.add(index)
    else unknown.push(word)
  }
  return { indices: [...chosen].sort((a, b) => a - b), unknown }
}

function byNumber(word: string, count: number): number[] | undefined {
  return /^\d+$/.test(word) && Number(word) < count ? [Number(word)] : undefined
}

function fold(name: string): string {
  return name.trim().normalize('NFC').toLowerCase()
}
