import type { OutputFormat } from '../outputFormat'

/** The documented JSON, one file per image. */
export const jsonFormat: OutputFormat = {
  files: ({ result, stem }) => [{ name: `${stem}.json`, content: `${JSON.stringify(result)}\n` }]
}
