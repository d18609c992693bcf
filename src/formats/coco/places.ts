/** A list of numbers that grows, eight bytes each. */
class Column {
  private values = new Float64Array(1024)
  length = 0

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Float64Array(this.length * 2)
      larger.set(this.values)
      this.values = larger
    }
    this.values[this.length++] = value
  }

  at(index: number): number {
    return this.values[index] ?? 0
  }
}

/** Where a JSON value stands in its file: bytes, and the line of its first sign. */
export interface JsonPlace {
  readonly start: number
  readonly end: number
  readonly line: number
}

/** Places of many values in one file: 24 bytes each, so that millions fit into memory. */
export class Places {
  private readonly starts = new Column()
  private readonly ends = new Column()
  private readonly lines = new Column()

  get length(): number {
    return this.starts.length
  }

  push({ start, end, line }: JsonPlace): void {
    this.starts.push(start)
    this.ends.push(end)
    this.lines.push(line)
  }

  at(index: number): JsonPlace {
    return { start: this.starts.at(index), end: this.ends.at(index), line: this.lines.at(index) }
  }
}

/** Numbers beside places. */
export class Numbers {
  private readonly column = new Column()

  push(value: number): void {
    this.column.push(value)
  }

  at(index: number): number {
    return this.column.at(index)
  }

  /** The indices in the order of their numbers, and where each number's begin: for numbers from 0 to `kinds` - 1. */
  grouped(kinds: number): { readonly order: Uint32Array; readonly starts: Uint32Array } {
    const starts = new Uint32Array(kinds + 1)
    const { length } = this.column
    for (let i = 0; i < length; i++) {
      const kind = this.at(i)
      starts[kind + 1] = (starts[kind + 1] ?? 0) + 1
    }
    for (let kind = 0; kind < kinds; kind++) starts[kind + 1] = (starts[kind + 1] ?? 0) + (starts[kind] ?? 0)
    const next = starts.slice()
    const order = new Uint32Array(length)
    for (let i = 0; i < length; i++) {
      const kind = this.at(i)
      const place = next[kind] ?? 0
      order[place] = i
      next[kind] = place + 1
    }
    return { order, starts }
  }
}
