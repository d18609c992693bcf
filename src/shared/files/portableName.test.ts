import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nameKey } from './nameKey'
import { isPortableName, numberedName, portableName, UniqueNames, type PortableOptions } from './portableName'

describe('portableName', () => {
  it.each([
    ['photo.jpg'],
    ['Фото 1.png'],
    ['日本語.tiff'],
    ['cafe\u0301.jpg'],
    ['.hidden'],
    ['a.b.c'],
    ['COM10'],
    ['CONSOLE.txt'],
    ['-'],
    ["it's (1) [2] {3} #4 %5 & 6;7.jpg"]
  ])('leaves %s as it is', (name) => {
    expect(portableName(name)).toBe(name)
  })

  it.each([
    ['a "quote".jpg', 'a _quote_.jpg'],
    ['12:30.jpg', '12_30.jpg'],
    ['a<b>c|d?e*f', 'a_b_c_d_e_f'],
    ['a/b\\c', 'a_b_c'],
    ['tab\there\n.png', 'tab_here_.png'],
    ['nul\0.png', 'nul_.png'],
    ['line\u2028break', 'line_break'],
    ['half \ud800 pair', 'half _ pair'],
    ['\uffff.jpg', '_.jpg'],
    ['dots...', 'dots'],
    ['blanks  . ', 'blanks'],
    ['  first', 'first'],
    ['', '_'],
    ['.', '_'],
    ['..', '_'],
    ['   ', '_'],
    ['CON', 'CON_'],
    ['con.jpg', 'con_.jpg'],
    ['Nul.tar.gz', 'Nul_.tar.gz'],
    ['aux .txt', 'aux_.txt'],
    ['COM1', 'COM1_'],
    ['lpt0.x', 'lpt0_.x'],
    ['com\u00b9.png', 'com\u00b9_.png'],
    ['LPT\u00b3', 'LPT\u00b3_'],
    ['CONIN$', 'CONIN$_'],
    ['conout$.log', 'conout$_.log'],
    ['CLOCK$', 'CLOCK$_']
  ])('makes of %j the name %j', (name, portable) => {
    expect(portableName(name)).toBe(portable)
  })

  it('looks at the name without its ending where files are called so', () => {
    expect(portableName('a .jpg')).toBe('a .jpg')
    expect(portableName('a .jpg', { stem: true })).toBe('a.jpg')
    expect(portableName('a..jpg', { stem: true })).toBe('a.jpg')
  })

  it('shortens by bytes, by UTF-16 units and for both normal forms, and keeps the ending', () => {
    expect(portableName(`${'a'.repeat(300)}.jpg`)).toBe(`${'a'.repeat(251)}.jpg`)
    expect(portableName(`${'я'.repeat(200)}.jpg`)).toBe(`${'я'.repeat(125)}.jpg`)
    expect(portableName(`${'😀'.repeat(80)}.png`)).toBe(`${'😀'.repeat(62)}.png`)
    // Korean syllables are three times as long where they are stored in parts.
    expect(portableName(`${'한'.repeat(80)}.png`)).toBe(`${'한'.repeat(27)}.png`)
    expect(portableName('a'.repeat(300), { reserve: 15 })).toHaveLength(240)
  })

  const options: fc.Arbitrary<PortableOptions> = fc.record(
    { reserve: fc.integer({ min: 0, max: 20 }), stem: fc.boolean() },
    { requiredKeys: [] }
  )
  const nasty = fc.constantFrom(
    ...[
      'CON',
      'nul',
      'com1',
      'LPT\u00b2',
      '.',
      '..',
      ' ',
      '\0',
      '"',
      ':',
      '/',
      '\\',
      '.jpg',
      '\ud800',
      'é',
      'e\u0301',
      '한'
    ]
  )
  const name = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.array(nasty, { maxLength: 8 }).map((parts) => parts.join('')),
    fc
      .tuple(fc.constantFrom('a', 'я', '한', '😀', 'e\u0301'), fc.integer({ min: 60, max: 300 }), nasty)
      .map(([letter, count, end]) => letter.repeat(count) + end)
  )

  it('gives a name that no system refuses, and leaves that as it is', () => {
    fc.assert(
      fc.property(name, options, (written, how) => {
        const safe = portableName(written, how)
        expect(isPortableName(safe, how)).toBe(true)
        expect(safe).not.toMatch(/[<>:"/\\|?*\p{Cc}\p{Cs}]/u)
        expect(safe).not.toMatch(/^\s|[\s.]$|^$/u)
        expect(safe.split('.')[0]?.trim()).not.toMatch(
          /^(?:con|prn|aux|nul|(?:com|lpt)[\d¹²³]|con(?:in|out)\$|clock\$)$/i
        )
        for (const form of [safe, safe.normalize('NFC'), safe.normalize('NFD')]) {
          expect(Buffer.byteLength(form)).toBeLessThanOrEqual(255 - (how.reserve ?? 0))
        }
      }),
      { numRuns: 2000 }
    )
  })

  it('gives numbered names that no system refuses', () => {
    fc.assert(
      fc.property(name, options, fc.integer({ min: 2, max: 1e6 }), (written, how, number) => {
        const numbered = numberedName(portableName(written, how), number, how)
        expect(isPortableName(numbered, how)).toBe(true)
        expect(numbered).toContain(`-${number}`)
      })
    )
  })
})

describe('UniqueNames', () => {
  it('tells apart what a system would take for the same', () => {
    const names = new UniqueNames()
    const claimed = ['a.jpg', 'A.JPG', 'é', 'e\u0301', 'a-2.jpg'].map((name) => names.claim(name))
    expect(claimed).toEqual(['a.jpg', 'A-2.JPG', 'é', 'e\u0301-2', 'a-2-2.jpg'])
  })

  it('never gives two names with the same key, however long they are', () => {
    const letters = fc.constantFrom('a', 'A', 'é', 'e\u0301', 'ß', 'SS')
    const name = fc
      .tuple(
        fc.array(letters, { minLength: 1, maxLength: 3 }),
        fc.constantFrom('', '.jpg', '.JPG'),
        fc.boolean()
      )
      .map(([parts, ending, long]) => parts.join('') + (long ? 'x'.repeat(250) : '') + ending)
    fc.assert(
      fc.property(fc.array(name, { maxLength: 20 }), (wanted) => {
        const names = new UniqueNames()
        const claimed = wanted.map((each) => names.claim(portableName(each)))
        expect(new Set(claimed.map(nameKey)).size).toBe(wanted.length)
        expect(claimed.every((each) => isPortableName(each))).toBe(true)
      })
    )
  })
})
