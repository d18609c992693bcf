import { describe, expect, it } from 'vitest'
import { actionIds } from '../actions/actionTable'
import { editNames } from '../schema/diff'
import { problemKinds, problemParams } from '../schema/problem'
import { en } from './en'
import { createI18n, languageOf, noteText, problemText, translateWith, translator } from '.'
import { ru } from './ru'

interface Tree {
  readonly [key: string]: string | Tree
}

/** Each text by its whole key. */
function flatten(tree: Tree, prefix = ''): Map<string, string> {
  const texts = new Map<string, string>()
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') texts.set(prefix + key, value)
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) texts.set(inner, text)
  }
  return texts
}

const base = (key: string): string => key.replace(/_(one|few|many|other)$/, '')
const params = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{\{(\w+)/g)].map((match) => match[1] ?? ''))].sort()

const english = flatten(en)
const russian = flatten(ru)

describe('translations', () => {
  it('have the same keys, apart from plural endings', () => {
    const keys = (texts: Map<string, string>): string[] => [...new Set([...texts.keys()].map(base))].sort()
    expect(keys(russian)).toEqual(keys(english))
  })

  it('have every plural form of their language', () => {
    const forms = (texts: Map<string, string>, key: string): string[] =>
      [...texts.keys()].filter((other) => base(other) === key).map((other) => other.slice(key.length + 1))
    const plurals = [...english.keys()].filter((key) => key.endsWith('_one')).map(base)
    expect(plurals.length).toBeGreaterThan(5)
    for (const key of plurals) {
      expect(forms(english, key).sort()).toEqual(['one', 'other'])
      expect(forms(russian, key).sort()).toEqual(['few', 'many', 'one', 'other'])
    }
  })

  it('have no empty text', () => {
    for (const [key, text] of [...english, ...russian]) expect(text.trim(), key).not.toBe('')
  })

  it('use the same parameters', () => {
    for (const [key, text] of russian) {
      const own = english.get(key) ?? english.get(`${base(key)}_other`)
      expect(params(text), key).toEqual(params(own ?? ''))
    }
  })

  it('name every action, edit and problem', () => {
    for (const texts of [en, ru]) {
      expect(Object.keys(texts.actions).sort()).toEqual([...actionIds].sort())
      expect(Object.keys(texts.edits).sort()).toEqual([...editNames].sort())
      expect(Object.keys(texts.problems).sort()).toEqual([...problemKinds].sort())
    }
  })

  it('leave nothing in English in Russian but names and marks', () => {
    const wordless = /^[^A-Za-zА-Яа-я]*$/
    const names = [
      /^(welcome\.title|keys\..*|formats\.names\..*|models\.device\.names\..*|dialogs\.export\.details\.iou)$/
    ]
    for (const [key, text] of russian) {
      const rest = text.replaceAll(/\{\{[^}]*\}\}/g, '')
      if (wordless.test(rest) || names.some((name) => name.test(key))) continue
      expect(rest, key).toMatch(/[А-Яа-я]/)
    }
  })
})

describe('translator', () => {
  it('finds keys that contain dots', () => {
    expect(translator('en')('actions.edit.undo')).toBe('Undo')
    expect(translator('ru')('actions.edit.undo')).toBe('Отменить')
  })

  it('chooses plural forms and groups digits', () => {
    const t = translator('ru')
    expect(t('images.objects', { count: 1 })).toBe('1 объект')
    expect(t('images.objects', { count: 3 })).toBe('3 объекта')
    expect(t('images.objects', { count: 11 })).toBe('11 объектов')
    expect(translator('en')('images.count', { count: 20000 })).toBe('20,000 images')
  })

  it('does not escape names', () => {
    expect(translator('en')('classes.added', { name: 'a & <b>' })).toBe('Class “a & <b>” added')
  })

  it('follows a change of language', async () => {
    const instance = createI18n('en')
    const t = translateWith(instance)
    await instance.changeLanguage('ru')
    expect(t('common.cancel')).toBe('Отмена')
  })

  it('chooses the language by locale', () => {
    expect(languageOf('ru-RU')).toBe('ru')
    expect(languageOf('de')).toBe('en')
  })
})

describe('problemText', () => {
  const t = translator('en')

  it('fills in the parameters', () => {
    const params = { file: 'a.jpg', reason: 'it is empty' }
    expect(problemText(t, { kind: 'image-unreadable', message: '', params })).toBe(
      'a.jpg cannot be read as an image: it is empty'
    )
  })

  it('falls back to the title where a parameter is missing', () => {
    expect(problemText(t, { kind: 'image-unreadable', message: '', params: {} })).toBe(
      'Image cannot be read.'
    )
  })

  it('says what the codes of the system mean', () => {
    const params = { folder: '/a', reason: 'EACCES' }
    expect(problemText(t, { kind: 'folder-unreadable', message: '', params })).toBe(
      'The folder /a cannot be read: access denied'
    )
  })

  it('names exactly the values that a problem of its kind carries', () => {
    for (const kind of problemKinds) {
      expect(params(en.problems[kind].text), kind).toEqual([...problemParams[kind]].sort())
    }
  })

  it('has a sentence for every kind', () => {
    for (const kind of problemKinds) {
      expect(problemText(translator('ru'), { kind, message: 'x', params: {} })).toMatch(/[а-я]/)
    }
  })
})

describe('noteText', () => {
  const t = translator('ru')

  it('says a note by its code, with its count', () => {
    const note = {
      kind: 'export-note',
      message: '',
      params: { note: 'crowds', count: 3, reason: 'x' }
    } as const
    expect(noteText(t, note)).toBe('Пропущено 3 области скоплений (crowd): YOLO их не поддерживает.')
    expect(noteText(t, { ...note, params: { note: 'put-images', count: 1 } })).toContain('images.txt')
  })

  it('says other notes as the problems that they are', () => {
    const missing = { kind: 'image-missing', message: '', params: { file: 'a.jpg' } } as const
    expect(noteText(t, missing)).toContain('a.jpg')
    expect(
      noteText(t, { kind: 'export-note', message: '', params: { note: 'new', reason: 'As it is' } })
    ).toBe('As it is')
  })
})
