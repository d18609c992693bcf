import { expect, test } from 'vitest'
import { rulesBroken } from './lintText'

const broken = (file: string, from: string): Promise<(string | null)[]> =>
  rulesBroken(file, `import { thing } from '${from}'`)

test.each([
  ['src/shared/mask/new.ts', '../../main/app/window', 'maskwright/zone-imports'],
  ['src/shared/mask/new.ts', '../../engine/prompt/decode', 'maskwright/zone-imports'],
  ['src/formats/new.ts', '../main/window/window', 'maskwright/zone-imports'],
  ['src/formats/new.ts', '../engine/prompt/decode', 'maskwright/zone-imports'],
  ['src/library/new.ts', '../cli/parse', 'maskwright/zone-imports'],
  ['src/engine/new.ts', '../main/inference/engineHost', 'maskwright/zone-imports'],
  ['src/renderer/editor/new.ts', '../state/settings', 'maskwright/zone-imports'],
  ['src/renderer/panels/New.tsx', '../../store/store', 'maskwright/zone-imports'],
  ['src/preload/new.ts', '../renderer/api/client', 'maskwright/zone-imports'],
  ['src/cli/new.ts', '../main/app/window', 'maskwright/zone-imports'],
  ['src/shared/mask/new.ts', 'node:fs', 'no-restricted-imports'],
  ['src/renderer/editor/new.ts', 'react', 'no-restricted-imports'],
  ['src/renderer/editor/new.ts', 'konva', 'no-restricted-imports'],
  ['src/renderer/panels/New.tsx', 'electron', 'no-restricted-imports'],
  ['src/formats/new.ts', 'electron', 'no-restricted-imports'],
  ['src/engine/new.ts', 'onnxruntime-node', 'no-restricted-imports']
])('%s must not import %s', async (file, from, rule) => {
  expect(await broken(file, from)).toContain(rule)
})

test.each([
  ['src/shared/mask/new.ts', '../geometry/box'],
  ['src/main/app/new.ts', '@shared/ipc/contract'],
  ['src/jobs/new.ts', '../formats/coco/read'],
  ['src/main/app/new.ts', 'electron'],
  ['src/engine/runtime/ort.ts', 'onnxruntime-node'],
  ['src/renderer/editor/new.ts', '@shared/history/diff'],
  ['src/renderer/canvas/New.tsx', '../editor/store'],
  ['src/renderer/panels/New.tsx', 'react'],
  ['src/cli/new.ts', '../engine/engine']
])('%s may import %s', async (file, from) => {
  expect(await broken(file, from)).toEqual([])
})
