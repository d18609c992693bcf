import { describe, expect, it } from 'vitest'
import type { FolderToken } from '@shared/schema/ids'
import { FolderTokens } from './folderTokens'

const purposes = ['import', 'export', 'recover'] as const
const badInput = expect.objectContaining({ kind: 'bad-input' }) as Error

describe('the token of a folder', () => {
  it.each(purposes)('to %s is valid for that only', (purpose) => {
    const tokens = new FolderTokens()
    const token = tokens.grant('/data/birds', purpose)
    expect(tokens.folder(token, purpose)).toBe('/data/birds')
    for (const other of purposes.filter((each) => each !== purpose)) {
      expect(() => tokens.folder(token, other)).toThrow(badInput)
    }
  })

  it('is replaced by the next choice for the same purpose', () => {
    const tokens = new FolderTokens()
    const [first, other] = [tokens.grant('/first', 'export'), tokens.grant('/other', 'import')]
    const second = tokens.grant('/second', 'export')
    expect(() => tokens.folder(first, 'export')).toThrow(badInput)
    expect(tokens.folder(second, 'export')).toBe('/second')
    expect(tokens.folder(other, 'import')).toBe('/other')
  })

  it('ends when it is revoked, and cannot be made up', () => {
    const tokens = new FolderTokens()
    const token = tokens.grant('/damaged', 'recover')
    tokens.revoke('recover')
    expect(() => tokens.folder(token, 'recover')).toThrow(badInput)
    expect(() => tokens.folder('__proto__' as FolderToken, 'import')).toThrow(badInput)
  })
})
