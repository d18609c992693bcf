import { expect, test } from 'vitest'
import { rulesBroken } from './lintText'

test.each([
  `import { app } from 'electron'\nawait app.whenReady()`,
  `import { app } from 'electron'\nconst ready = [await app.whenReady()]`,
  `import { app } from 'electron'\nif (app.isPackaged) {\n  await app.whenReady()\n}`,
  `for await (const line of process.stdin) console.log(line)`
])('main may not wait at the top level of a module: %s', async (text) => {
  expect(await rulesBroken('src/main/index.ts', text)).toEqual(['no-restricted-syntax'])
})

test.each([
  `import { app } from 'electron'\nvoid app.whenReady().then(() => console.log('ready'))`,
  `import { app } from 'electron'\nasync function start() {\n  await app.whenReady()\n}\nvoid start()`,
  `export const start = async () => {\n  for await (const line of process.stdin) console.log(line)\n}`
])('main may wait in functions: %s', async (text) => {
  expect(await rulesBroken('src/main/index.ts', text)).toEqual([])
})

test('a service may name types of Electron, and nothing else', async () => {
  const file = 'src/main/models/modelsService.ts'
  expect(await rulesBroken(file, `import type { OpenDialogOptions } from 'electron'`)).toEqual([])
  expect(await rulesBroken(file, `import { dialog } from 'electron'`)).toEqual([
    '@typescript-eslint/no-restricted-imports'
  ])
})
