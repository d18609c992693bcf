/** What answers gave, under the names by which later calls of a case refer to it. */
export class Given {
  readonly values = new Map<string, unknown>()

  /** Takes what a call's answer gives. */
  take(name: unknown, value: unknown): void {
    if (!isRecord(value)) return
    if (name === 'import.choose') this.set('token.import', value['token'])
    if (name === 'export.chooseFolder') this.set('token.export', value['token'])
    if (value['kind'] === 'damaged') this.set('token.recover', value['token'])
    if (name === 'models.inspect')
      this.set('token.files', isRecord(value['model']) ? value['model']['token'] : value['token'])
    this.set('job', value['job'])
    this.set('result', value['resultId'])
    this.set(
      'recent',
      lastId(value['recent'], () => true)
    )
    this.set(
      'model',
      lastId(value['models'], ({ builtIn }) => builtIn === false)
    )
  }

  private set(name: string, value: unknown): void {
    if (value !== undefined) this.values.set(name, value)
  }
}

function lastId(list: unknown, fits: (each: Record<string, unknown>) => boolean): unknown {
  if (!Array.isArray(list)) return undefined
  return list.filter(isRecord).findLast(fits)?.['id']
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
