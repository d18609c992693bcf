import { createI18n, languages, problemText, translateWith } from '@shared/i18n'
import { describe, expect, it } from 'vitest'
import type { EngineWarning } from '../../engine/process/protocol'
import { warningProblem } from './warningProblem'

const warnings: readonly EngineWarning[] = [
  { code: 'cache-write-failed', message: 'ENOSPC: no space left on device', reason: 'ENOSPC' },
  { code: 'cache-entry-damaged', message: 'A cached embedding was damaged (cut off)' },
  { code: 'worker-restarted', message: 'The encoder stopped unexpectedly (code 1)' }
]

describe('what the engine warns of', () => {
  it.each(languages)('is said in words: %s', (language) => {
    const t = translateWith(createI18n(language))
    for (const warning of warnings) {
      const told = warningProblem(warning)
      expect(told).toMatchObject({ kind: warning.code, message: warning.message })
      const text = problemText(t, told)
      expect(text).not.toContain(warning.message)
      expect(/[а-я]/.test(text)).toBe(language === 'ru')
      if (language === 'ru') expect(text).not.toMatch(/[a-z]{3}/)
    }
    expect(
      problemText(t, warningProblem({ code: 'cache-write-failed', message: 'x', reason: 'ENOSPC' }))
    ).toContain(language === 'ru' ? 'диск заполнен' : 'the disk is full')
  })
})
