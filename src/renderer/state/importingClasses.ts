import type { ImportPreview } from '@shared/schema/importing'
import type { LabelId } from '@shared/schema/ids'
import type { Label } from '@shared/schema/label'

/** A class of a dataset, and how many objects have it. */
export type FoundClass = ImportPreview['classes'][number]

/** What becomes of a foreign class: one of the project's, a new one of its name, or nothing. */
export type ClassTarget = LabelId | 'create' | 'ignore'

/** Every foreign class by its name, with what becomes of it. */
export type ClassTargets = ReadonlyMap<string, ClassTarget>

/** Names are the same class when they differ only in case or composition, as main has it. */
const fold = (name: string): string => name.trim().normalize('NFC').toLowerCase()

/** Each class to the project's of the same name, the others to new ones. */
export function matchedTargets(found: readonly FoundClass[]): ClassTargets {
  return new Map(found.map(({ name, suggestedLabel }) => [name, suggestedLabel ?? 'create']))
}

/** All classes to the same. */
export function sameTargets(found: readonly FoundClass[], target: 'create' | 'ignore'): ClassTargets {
  return new Map(found.map(({ name }) => [name, target]))
}

/** The classes whose names contain every word, whatever their case. */
export function searchClasses(found: readonly FoundClass[], search: string): readonly FoundClass[] {
  const words = fold(search).split(/\s+/).filter(Boolean)
  if (words.length === 0) return found
  return found.filter(({ name }) => words.every((word) => fold(name).includes(word)))
}

/** What the targets amount to. */
export interface TargetCounts {
  /** Classes that will be made, and that are left out. */
  readonly created: number
  readonly leftOut: number
  /** Objects that will come along. */
  readonly objects: number
}

/** Counts what targets do; a class of an existing name is not made again. */
export function countTargets(
  found: readonly FoundClass[],
  targets: ClassTargets,
  labels: readonly Label[]
): TargetCounts {
  const existing = new Set(labels.map(({ name }) => fold(name)))
  const created = new Set<string>()
  let leftOut = 0
  let objects = 0
  for (const { name, count } of found) {
    const target = targets.get(name) ?? 'create'
    if (target === 'ignore') leftOut++
    else objects += count
    if (target === 'create' && !existing.has(fold(name))) created.add(fold(name))
  }
  return { created: created.size, leftOut, objects }
}
