import type { Files } from '../../target'

/** A call as a case holds it; calls with the same number are made together. */
export interface Step {
  readonly at: number
  readonly name: unknown
  /** As it was kept; `valueOf` gives what it stands for. */
  readonly input: unknown
}

const FILE = /^(\d+)[a-z]*-([\s\S]*)\.json$/

/** The calls of a case, those that are made together in one list; each file is `number-name.json` and holds the input. */
export function groupsOf(files: Files): readonly (readonly Step[])[] {
  const groups = new Map<number, Step[]>()
  for (const [file, bytes] of Object.entries(files)) {
    const [, number = '0', name = file] = FILE.exec(file) ?? []
    const at = Number(number)
    groups.set(at, [
      ...(groups.get(at) ?? []),
      { at, name, input: parse(Buffer.from(bytes).toString('utf8')) }
    ])
  }
  return [...groups.entries()].sort(([a], [b]) => a - b).map(([, steps]) => steps)
}

/** What is no JSON is an input of text. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}
