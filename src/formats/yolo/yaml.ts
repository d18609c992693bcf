import { LineCounter, parseDocument, visit, type Document } from 'yaml'

/** A text is no YAML, or asks for more than a description of a dataset needs. */
export class YamlError extends SyntaxError {
  constructor(
    message: string,
    /** From 1. */
    readonly line: number,
    options?: ErrorOptions
  ) {
    super(message, options)
  }
}

/** So often an anchor may be used, all uses of it inside of others counted: more is an attack. */
const MOST_ALIASES = 100
/** Characters of a description: the longest known, with 1,203 classes, has 25,000. */
const LONGEST = 4_000_000

/**
 * Reads YAML as plain values, with the types of YAML 1.2: a class called `no` stays one. Names that repeat, tags and
 * more than one document are refused.
 * @throws YamlError
 */
export function parseYaml(text: string): unknown {
  if (text.length > LONGEST) throw new YamlError('It is too long for the description of a dataset', 1)
  const lines = new LineCounter()
  const lineAt = (position: number | undefined): number => Math.max(1, lines.linePos(position ?? 0).line)
  let document: Document.Parsed | undefined
  try {
    document = parseDocument(text, {
      lineCounter: lines,
      schema: 'core',
      prettyErrors: false,
      logLevel: 'error'
    })
    // An unknown tag is a warning for the library, which then reads the value as if it were not there.
    const [fault] = [...document.errors, ...document.warnings]
    if (fault) throw new YamlError(fault.message, lineAt(fault.pos[0]), { cause: fault })
    return document.toJS({ maxAliasCount: MOST_ALIASES })
  } catch (error) {
    if (error instanceof YamlError) throw error
    if (error instanceof ReferenceError) throw new YamlError(error.message, lineAt(firstAlias(document)))
    if (error instanceof RangeError) throw new YamlError('The nesting is too deep', 1)
    throw error
  }
}

/** Where the first use of an anchor stands. */
function firstAlias(document: Document.Parsed | undefined): number | undefined {
  let found: number | undefined
  if (document) {
    visit(document, {
      Alias: (_key, node) => {
        found = node.range?.[0]
        return visit.BREAK
      }
    })
  }
  return found
}
