import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import log from 'electron-log/main'
import type { z } from 'zod'
import { renameSync } from './operations'

/**
 * A small JSON file that is read once and written whole. What cannot be read, or does not fit the schema, counts
 * as absent: these files hold preferences, never work.
 */
export class JsonFile<T> {
  constructor(
    private readonly path: string,
    private readonly schema: z.ZodType<T>,
    private readonly fallback: T
  ) {}

  read(): T {
    try {
      const parsed = this.schema.safeParse(JSON.parse(readFileSync(this.path, 'utf8')))
      if (parsed.success) return parsed.data
      log.warn(`${this.path} is not as expected and is not used: ${parsed.error.message}`)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') log.warn(`${this.path} cannot be read`, error)
    }
    return this.fallback
  }

  /** @throws the file system's error. */
  write(value: T): void {
    mkdirSync(dirname(this.path), { recursive: true })
    const draft = `${this.path}.tmp`
    writeFileSync(draft, `${JSON.stringify(value, null, 2)}\n`, { flush: true })
    renameSync(draft, this.path)
  }
}
