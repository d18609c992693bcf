import type { Label } from '@shared/schema/label'

/** The classes whose names hold what was typed, whatever its case; those that begin with it come first. */
export function searchClasses(labels: readonly Label[], typed: string): readonly Label[] {
  const words = typed.trim().toLowerCase()
  if (words === '') return labels
  const found = labels.filter(({ name }) => name.toLowerCase().includes(words))
  const rank = ({ name }: Label): number => {
    const lower = name.toLowerCase()
    return lower === words ? 0 : lower.startsWith(words) ? 1 : 2
  }
  return found.sort((a, b) => rank(a) - rank(b))
}

/** The name of a new class that what was typed could be, or null when there is such a class or nothing was typed. */
export function newClassName(labels: readonly Label[], typed: string): string | null {
  const name = typed.trim().slice(0, 200)
  const known = labels.some((label) => label.name.toLowerCase() === name.toLowerCase())
  return name === '' || known ? null : name
}
