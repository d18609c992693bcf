import type { OutputFormat } from '../formats'

/** The documented form, one file for each image. */
export const jsonFormat: OutputFormat = {
  files: ({ result, stem }) => [{ name: `${stem}.json`, content: `${JSON.stringify(result)}\n` }]
}
