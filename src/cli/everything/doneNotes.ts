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
  /** Names below the folder. */
  files: z.array(z.string())
})
const lineSchema = doneSchema.extend({ image: z.string() })

/** What is noted of an image whose results are there. */
export type Done = z.infer<typeof doneSchema>

/**
 * Notes of which images are done: a file of JSON lines, the first for the settings and one for each image. Lines are
 * only added, so that each image costs the same however many there are, and a kill breaks the last line at most.
 */
export class DoneNotes {
  private constructor(
    private readonly file: FileHandle,
    private readonly done: Map<string, Done>
  ) {}

  /**
   * Reads what is noted under these settings. Absent, damaged or foreign notes mean that nothing is done.
   * @param replace writes the whole file: a line that is broken must not be added to
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

/** Undefined for what is no JSON. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown
  } catch {
    return undefined
  }
}
