import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseYaml, YamlError } from './yaml'
import { yamlText, yoloYaml } from './yoloYaml'

function faultOf(text: string): unknown {
  try {
    parseYaml(text)
  } catch (error) {
    return error
  }
  throw new Error('It was read')
}

describe('parseYaml', () => {
  it('reads what Ultralytics describes datasets with', () => {
    const text = [
      '# Ultralytics 🚀',
      'path: ../datasets/coco8 # dataset root dir',
      'train: images/train',
      'val:',
      '  - images/val',
      "  - 'images/more # val'",
      'test:',
      'nc: 3',
      'names:',
      '  0: person',
      '  1: "traffic light"',
      "  2: bird's nest",
      'download: |',
      '  from x import y',
      'roboflow: {url: "https://a.b/c?d=e", version: 2}'
    ].join('\r\n')
    expect(parseYaml(text)).toEqual({
      path: '../datasets/coco8',
      train: 'images/train',
      val: ['images/val', 'images/more # val'],
      test: null,
      nc: 3,
      names: { 0: 'person', 1: 'traffic light', 2: "bird's nest" },
      download: 'from x import y\n',
      roboflow: { url: 'https://a.b/c?d=e', version: 2 }
    })
  })

  it.each<[string, unknown]>([
    ['names: [\'a\', "b", c d]', { names: ['a', 'b', 'c d'] }],
    ['names: [a,\n  b,\n  c]\nnc: 3', { names: ['a', 'b', 'c'], nc: 3 }],
    ['names: {0: a, 1: b: c}', null],
    ['names: {0: a, 1: "b: c"}', { names: { 0: 'a', 1: 'b: c' } }],
    ['names:\n- a\n- b', { names: ['a', 'b'] }],
    ['names: []', { names: [] }],
    ['', null],
    ['- 1\n- -2.5e3\n- ~\n- True', [1, -2500, null, true]],
    ['"a b": "\\x41\\u00e9\\t"', { 'a b': 'Aé\t' }],
    ['a: [b\n', null],
    ["a: 'b", null],
    ['a:\n    b: 1\n  c: 2', null],
    [`a: ${'['.repeat(100)}`, null],
    ['names: [no, off, y, 007]', { names: ['no', 'off', 'y', 7] }],
    ['a: &x [1]\nb: *x', { a: [1], b: [1] }],
    ['names: >-\n  two\n  lines\n', { names: 'two lines' }],
    ['__proto__: {a: 1}\nb: 2', JSON.parse('{"__proto__": {"a": 1}, "b": 2}')],
    ['%YAML 1.1\n---\na: no', { a: 'no' }],
    ['a: 1\na: 2', null],
    ['a: 1\n---\nb: 2', null],
    ['a: *x', null],
    ['names: !!python/object:os.system [a]', null],
    ['names: !mine a', null]
  ])('reads or refuses %j', (text, value) => {
    if (value === null && text !== '') expect(() => parseYaml(text)).toThrow(YamlError)
    else expect(parseYaml(text)).toEqual(value)
  })

  it.each([
    ['a: 1\nb: [1, 2\nc: 3', 3],
    ['a: 1\n\nb: !!python/name:os.system x', 3],
    ['a: 1\nb: 2\na: 3', 3],
    ["a: 1\r\nb: 'c", 2]
  ])('says the line of %j', (text, line) => {
    expect(faultOf(text)).toMatchObject({ line })
  })

  it('refuses what would grow without end', () => {
    const laughs = Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}, *a${i}]`)
    expect(faultOf(['first: 1', 'a0: &a0 [lol]', ...laughs].join('\n'))).toMatchObject({ line: 3 })
    expect(faultOf(`a: ${'['.repeat(200_000)}`)).toBeInstanceOf(YamlError)
    expect(faultOf(`a: ${'['.repeat(20_000)}${']'.repeat(20_000)}`)).toBeInstanceOf(YamlError)
  })

  it('reads the names that are written', () => {
    const name = fc.string({ unit: 'binary', minLength: 1 }).filter((text) => !/[\ud800-\udfff]/.test(text))
    fc.assert(
      fc.property(fc.array(name, { minLength: 1 }), (names) => {
        const { names: found } = parseYaml(yoloYaml(names, new Set())) as { names: Record<string, unknown> }
        expect(Object.values(found).map(String)).toEqual(names)
        expect(parseYaml(`a: ${yamlText(names[0] ?? '')}`)).toEqual({ a: names[0] })
      })
    )
  })
})
