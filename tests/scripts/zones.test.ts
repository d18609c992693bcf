import { ESLint } from 'eslint'
import tseslint from 'typescript-eslint'
import { expect, test } from 'vitest'
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

async function rulesBroken(file: string, from: string): Promise<(string | null)[]> {
  const results = await eslint.lintText(`import { thing } from '${from}'\n`, { filePath: `${root}/${file}` })
  return results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId))
}

test.each([
  ['src/shared/mask/new.ts', '../../main/app/window', 'maskwright/zone-imports'],
  ['src/shared/mask/new.ts', '../../main/inference/engine/sam/decode', 'maskwright/zone-imports'],
  ['src/main/formats/new.ts', '../app/window', 'maskwright/zone-imports'],
  ['src/main/inference/engine/new.ts', '../engineHost', 'maskwright/zone-imports'],
  ['src/renderer/editor/new.ts', '../state/settings', 'maskwright/zone-imports'],
  ['src/renderer/panels/New.tsx', '../../main/project/store', 'maskwright/zone-imports'],
  ['src/preload/new.ts', '../renderer/api/client', 'maskwright/zone-imports'],
  ['src/cli/new.ts', '../main/app/window', 'maskwright/zone-imports'],
  ['src/shared/mask/new.ts', 'node:fs', 'no-restricted-imports'],
  ['src/renderer/editor/new.ts', 'react', 'no-restricted-imports'],
  ['src/renderer/editor/new.ts', 'konva', 'no-restricted-imports'],
  ['src/renderer/panels/New.tsx', 'electron', 'no-restricted-imports'],
  ['src/main/formats/new.ts', 'electron', 'no-restricted-imports'],
  ['src/main/inference/engine/new.ts', 'onnxruntime-node', 'no-restricted-imports']
])('%s must not import %s', async (file, from, rule) => {
  expect(await rulesBroken(file, from)).toContain(rule)
})

test.each([
  ['src/shared/mask/new.ts', '../geometry/box'],
  ['src/main/app/new.ts', '@shared/ipc/contract'],
  ['src/main/jobs/new.ts', '../formats/coco/read'],
  ['src/main/app/new.ts', 'electron'],
  ['src/main/inference/engine/runtime/ort.ts', 'onnxruntime-node'],
  ['src/renderer/editor/new.ts', '@shared/history/diff'],
  ['src/renderer/canvas/New.tsx', '../editor/store'],
  ['src/renderer/panels/New.tsx', 'react'],
  ['src/cli/new.ts', '../main/inference/engine/engine']
])('%s may import %s', async (file, from) => {
  expect(await rulesBroken(file, from)).toEqual([])
})
