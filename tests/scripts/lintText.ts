import { ESLint } from 'eslint'
import tseslint from 'typescript-eslint'
import { root } from './load'

// The real configuration without its rules about types, so that files which do not exist can be checked.
const eslint = new ESLint({
  cwd: root,
  overrideConfig: [
    tseslint.configs.disableTypeChecked,
    { languageOptions: { parserOptions: { projectService: false } } },
    { rules: { '@typescript-eslint/no-unused-vars': 'off' } }
  ]
})

/** The rules that a text breaks as the content of a file, in their order. */
export async function rulesBroken(file: string, text: string): Promise<(string | null)[]> {
  const results = await eslint.lintText(`${text}\n`, { filePath: `${root}/${file}` })
  return results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId))
}
