import { readFile } from 'node:fs/promises'
import { getPriority } from 'node:os'
import { Worker } from 'node:worker_threads'
import ts from 'typescript'
import { expect, it } from 'vitest'

it.runIf(process.platform === 'linux')('is of one thread, not of the process', async () => {
  const source = await readFile(new URL('./threadPriority.ts', import.meta.url), 'utf8')
  const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext }
  const report = `
    import { getPriority } from 'node:os'
    import { parentPort } from 'node:worker_threads'
    lowerThreadPriority()
    parentPort.postMessage(getPriority())`
  const code = ts.transpile(source, options) + report
  const before = getPriority()
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`))
  const inside = await new Promise((resolve, reject) => worker.on('message', resolve).on('error', reject))
  expect(inside).toBeGreaterThan(before)
  expect(getPriority()).toBe(before)
})
