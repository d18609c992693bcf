import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'

test('the packaged application starts, finds its model and predicts', async () => {
  test.setTimeout(240_000)
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['scripts/package-dir.mjs'])
  const [, report] = /self-test: (\{.*\})/.exec(stdout + stderr) ?? []
  const result = JSON.parse(report ?? '{}') as {
    ok?: boolean
    modelId?: string
    area?: number
    score?: number
  }
  expect(result).toMatchObject({ ok: true, modelId: 'mobile-sam' })
  expect(result.area).toBeGreaterThan(0)
  expect(result.score).toBeGreaterThan(0.5)
})
