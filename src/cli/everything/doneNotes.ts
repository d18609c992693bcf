import { open, readFile, type FileHandle } from 'node:fs/promises'
import { z } from 'zod'

const headSchema = z.object({
  version: z.literal(2),
  /** A hash of the settings, the format and the models. */
  settings: z.string()
})
const doneSchema = z.object({
  /** Size and time of the image when its results were made. */
  signature: z.string(),
  /** Paths relative to the folder. */
  files: z.array(z.string())
})
const lineSchema = doneSchema.extend({ image: z.string() })

/** The record of a finished image. */
export type Done = z.infer<typeof doneSchema>

/**
 * A journal of the finished images: a JSON Lines file, the first line for the settings and one line per image. It is
 * append-only, so the cost per image is constant, and a kill breaks at most the last line.
 */
export class DoneNotes {
  private constructor(
    private readonly file: FileHandle,
    private readonly done: Map<string, Done>
  ) {}

  /**
   * Reads the journal for these settings. With a missing, damaged or different journal nothing counts as done.
   * @param replace writes the whole file: nothing may be appended to a broken line
   */
  static async open(
    path: string,
    settings: string,
    replace: (text: string) => Promise<void>
  ): Promise<DoneNotes> {
    const done = await readNotes(path, settings)
    const lines = [...done].map(([image, fields]) => lineOf({ image, ...fields }))
    await replace([lineOf({ version: 2, settings }), ...lines].join(''))
    return new DoneNotes(await open(path, 'a'), done)
  }

  get(image: string): Done | undefined {
    return this.done.get(image)
  }

  async add(image: string, fields: Done): Promise<void> {
    await this.file.appendFile(lineOf({ image, ...fields }))
    this.done.set(image, fields)
  }

  close(): Promise<void> {
    return this.file.close()
  }
}

const lineOf = (value: unknown): string => `${JSON.stringify(value)}\n`

async function readNotes(path: string, settings: string): Promise<Map<string, Done>> {
  const text = await readFile(path, 'utf8').catch(() => '')
  const [head = '', ...lines] = text.split('\n')
  if (headSchema.safeParse(parsed(head)).data?.settings !== settings) return new Map()
  return new Map(
    lines.flatMap((line) => {
      const { data } = lineSchema.safeParse(parsed(line))
      return data ? [[data.image, { signature: data.signature, files: data.files }] as const] : []
    })
  )
}

/** Undefined if the line is not JSON. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown
  } catch {
    return undefined
  }
}
