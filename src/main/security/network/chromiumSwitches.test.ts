import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { applyChromiumSwitches, chromiumFeatures, chromiumSwitches } from './chromiumSwitches'

const docs = resolve(import.meta.dirname, '../../../../docs/security.md')

/** The rows of the table whose first heading is given; each cell without the marks of code. */
async function table(heading: string): Promise<string[][]> {
  const lines = (await readFile(docs, 'utf8')).split('\n')
  const start = lines.findIndex((line) => new RegExp(`^\\| ${heading} +\\|`).test(line))
  const rows = lines.slice(start + 2)
  const end = rows.findIndex((line) => !line.startsWith('|'))
  return rows.slice(0, end < 0 ? undefined : end).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replace(/^`(.*)`$/, '$1'))
  )
}

describe('the switches of Chromium', () => {
  it('are listed in docs/security.md, with their reasons', async () => {
    const expected = chromiumSwitches.map(({ name, value, reason }) => {
      return [value === undefined ? `--${name}` : `--${name}=${value}`, reason]
    })
    expect(await table('switch')).toEqual(expected)
  })

  it('are joined by features, which are listed there too', async () => {
    expect(await table('feature')).toEqual(
      chromiumFeatures.map(({ name, state, reason }) => [name, state, reason])
    )
  })

  it('are set once each, and keep the features that the command line names', () => {
    const set = new Map<string, string>([['disable-features', 'Mine,Translate']])
    applyChromiumSwitches({
      appendSwitch: (name, value = '') => void set.set(name, value),
      getSwitchValue: (name) => set.get(name) ?? ''
    })
    expect(set.get('disable-component-update')).toBe('')
    expect(set.get('blink-settings')).toBe('dnsPrefetchingEnabled=false')
    const off = set.get('disable-features')?.split(',') ?? []
    expect(off.slice(0, 2)).toEqual(['Mine', 'Translate'])
    expect(new Set(off).size).toBe(off.length)
    expect(off).toContain('MediaRouter')
    expect(set.get('enable-features')).toBe('EnableIPv6ReachabilityOverride')
  })
})
