import { expect, test } from 'vitest'
import config from '../../electron.vite.config'

test('the build is for the oldest Electron that it must run on, and not for the installed one', () => {
  const { main, preload, renderer } = config as Record<string, { build?: Record<string, unknown> }>
  expect(main?.build?.['target']).toBe('node20.18')
  expect(preload?.build?.['target']).toBe('node20.18')
  expect(renderer?.build?.['target']).toBe('chrome130')
})

test('the preload script is CommonJS with all that it needs, as a sandboxed page takes it', () => {
  const { preload } = config as Record<string, { build?: Record<string, unknown> }>
  expect(preload?.build).toMatchObject({
    externalizeDeps: false,
    rolldownOptions: { output: { format: 'cjs', entryFileNames: '[name].cjs' } }
  })
})
