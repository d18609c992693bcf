import type { ClassMapping } from '@shared/schema/autoAnnotate'
import type { LabelId } from '@shared/schema/ids'
import type { Label } from '@shared/schema/label'

/** What becomes of a class of the model. */
export type AnnotateTarget = LabelId | 'create' | 'ignore'

/** By the class's number; what is not there is ignored. */
export type AnnotateTargets = ReadonlyMap<number, AnnotateTarget>

/** A class of the model. */
export interface ModelClass {
  readonly index: number
  readonly name: string
}

const fold = (name: string): string => name.trim().normalize('NFC').toLowerCase()

/** The classes that the project has too, as those. */
export function knownTargets(names: readonly string[], labels: readonly Label[]): AnnotateTargets {
  const byName = new Map(labels.map(({ id, name }) => [fold(name), id]))
  return new Map(
    names.flatMap((name, index): [number, AnnotateTarget][] => {
      const id = byName.get(fold(name))
      return id === undefined ? [] : [[index, id]]
    })
  )
}

/**
 * The classes that a text names, with commas between the names. A word that is a whole name means that class only;
 * any other one means all classes with it in their names. No text means all.
 */
export function namedClasses(names: readonly string[], text: string): ModelClass[] {
  const words = text.split(',').map(fold).filter(Boolean)
  const all = names.map((name, index): ModelClass => ({ index, name }))
  if (words.length === 0) return all
  const whole = new Set(names.map(fold))
  return all.filter(({ name }) => {
    return words.some((word) => (whole.has(word) ? fold(name) === word : fold(name).includes(word)))
  })
}

/** Only these classes: as the project's of the same name, as they were, or as new ones. */
export function onlyTargets(
  chosen: readonly ModelClass[],
  before: AnnotateTargets,
  labels: readonly Label[]
): AnnotateTargets {
  const byName = new Map(labels.map(({ id, name }) => [fold(name), id]))
  return new Map(
    chosen.map(({ index, name }): [number, AnnotateTarget] => {
      const kept = before.get(index)
      return [index, (kept !== 'ignore' ? kept : undefined) ?? byName.get(fold(name)) ?? 'create']
    })
  )
}

/** The names of the classes to be made, each once. */
export function namesToCreate(names: readonly string[], targets: AnnotateTargets): string[] {
  const wanted = [...targets].flatMap(([index, target]) => (target === 'create' ? [names[index] ?? ''] : []))
  return [...new Map(wanted.map((name) => [fold(name), name])).values()]
}

/** The classes that are looked for, when those that were to be made are there. */
export function mappingOf(
  names: readonly string[],
  targets: AnnotateTargets,
  labels: readonly Label[]
): ClassMapping[] {
  const byName = new Map(labels.map(({ id, name }) => [fold(name), id]))
  return [...targets].flatMap(([index, target]) => {
    if (target === 'ignore') return []
    const labelId = target === 'create' ? byName.get(fold(names[index] ?? '')) : target
    return labelId === undefined ? [] : [{ index, labelId }]
  })
}
