import type { LabelId } from '@shared/schema/ids'
import { labelSchema, paletteColor, type Label } from '@shared/schema/label'
import type { ForeignClass } from './foreign'

/** What becomes of a foreign class: one of the project's, a new one of that name, or nothing. */
export type ClassChoice = { readonly label: LabelId } | { readonly create: string } | 'leave-out'

/** Choices by the classes' names in the dataset; a class without one goes by its name, and is made if need be. */
export type ClassChoices = ReadonlyMap<string, ClassChoice>

/** The longest name that a class can have. */
const LONGEST = 200

/** Names are the same class when they differ only in case. */
export const foldedName = (name: string): string => name.trim().normalize('NFC').toLowerCase()

/** Which of the project's classes each foreign class becomes, and which have to be made for it. */
export class ClassPlan {
  /** Classes to be made; grows when objects name classes that the dataset does not declare. */
  readonly created: Label[] = []
  private readonly byName = new Map<string, LabelId>()
  private readonly known = new Map<string, LabelId | null>()
  private nextId: number
  private readonly declared: ReadonlyMap<string, ForeignClass>
  /** The dataset's own numbers are all free, so that they can be kept. */
  private readonly numbered: boolean

  /**
   * @param labels the project's classes
   * @param nextId the first number that is free, as are all above it
   * @param unused make declared classes too that no object has
   */
  constructor(
    private readonly labels: readonly Label[],
    nextId: number,
    private readonly choices: ClassChoices,
    declared: readonly ForeignClass[],
    unused: boolean
  ) {
    this.nextId = nextId
    for (const { id, name } of labels) this.byName.set(foldedName(name), id)
    this.declared = new Map(declared.map((each) => [each.name, each]))
    this.numbered = declared.every(({ number }) => number !== null && number >= nextId)
    if (!unused) return
    for (const { name } of declared.toSorted((a, b) => (a.number ?? 0) - (b.number ?? 0))) this.labelFor(name)
  }

  /** The class for a foreign one, or null when its objects are to be left out. */
  labelFor(name: string): LabelId | null {
    const known = this.known.get(name)
    if (known !== undefined) return known
    const label = this.choose(name)
    this.known.set(name, label)
    return label
  }

  /** The foreign classes that were met, with what they became. */
  mapped(): readonly (readonly [ForeignClass, LabelId])[] {
    return [...this.declared.values()].flatMap((each): (readonly [ForeignClass, LabelId])[] => {
      const label = this.known.get(each.name) ?? null
      return label === null ? [] : [[each, label]]
    })
  }

  private choose(name: string): LabelId | null {
    const choice = this.choices.get(name)
    if (choice === 'leave-out') return null
    if (choice && 'label' in choice) return choice.label
    const wanted = Array.from((choice?.create ?? name).trim())
      .slice(0, LONGEST)
      .join('')
      .trim()
    return this.byName.get(foldedName(wanted)) ?? this.create(wanted || '?', this.declared.get(name))
  }

  private create(name: string, foreign: ForeignClass | undefined): LabelId {
    const number = this.numbered && foreign?.number != null ? foreign.number : this.nextId
    const color = foreign?.color?.toLowerCase() ?? ''
    const label = labelSchema.parse({
      id: number,
      name,
      color: /^#[0-9a-f]{6}$/.test(color) ? color : paletteColor(this.labels.length + this.created.length)
    })
    this.nextId = Math.max(this.nextId, number + 1)
    this.created.push(label)
    this.byName.set(foldedName(name), label.id)
    return label.id
  }
}
