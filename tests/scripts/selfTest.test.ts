import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadScript } from './load'

const { selfTest, lastJson } = (await loadScript('packaging/selfTest.mjs')) as {
  selfTest: (executable: string) => Promise<unknown>
  lastJson: (text: string) => unknown
}

test('the last JSON object among the lines counts', () => {
  expect(lastJson('noise\n{"ok":false}\n{"ok":true}\nmore noise 3\n')).toEqual({ ok: true })
  expect(lastJson('3\nnull\nnoise')).toBeUndefined()
})

// A program of the test's own stands for the packaged application.
describe.skipIf(process.platform === 'win32')('the self-test of an application', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'maskwright-self-test-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  const program = async (name: string, code: string): Promise<string> => {
    const file = join(folder, name)
    await writeFile(file, `#!${process.execPath}\n${code}\n`, { mode: 0o755 })
    return file
  }

  test('gives what it printed', async () => {
    const code = `console.log('noise'); console.log(JSON.stringify({ ok: process.argv.at(-1) === '--self-test' }))`
    expect(await selfTest(await program('good', code))).toEqual({ ok: true })
  })

  test('fails with its words where it ends with an error', async () => {
    const code = `console.log('{"ok":false}'); console.error('no model'); process.exitCode = 1`
    await expect(selfTest(await program('bad', code))).rejects.toThrow(/exit code 1[^]*no model/)
  })

  test('fails where it says nothing', async () => {
    await expect(selfTest(await program('silent', ''))).rejects.toThrow('failed')
  })
})
