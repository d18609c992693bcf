import { describe, expect, it } from 'vitest'
import { yamlText, yoloYaml } from './yoloYaml'

describe('yoloYaml', () => {
  it('lists the parts that exist and the classes by number', () => {
    expect(yoloYaml(['cat', 'dog: big'], new Set(['train', 'val', 'test']))).toBe(
      'train: images/train\nval: images/val\ntest: images/test\nnc: 2\nnames:\n  0: cat\n  1: "dog: big"\n'
    )
  })

  it('points to images that are there where a part has none', () => {
    expect(yoloYaml([], new Set(['train']))).toBe(
      'train: images/train\nval: images/train\nnc: 0\nnames: {}\n'
    )
    expect(yoloYaml([], new Set(['test']))).toContain(
      'train: images/test\nval: images/test\ntest: images/test\n'
    )
  })
})

describe('yamlText', () => {
  it.each([
    ['cat', 'cat'],
    ['traffic light', 'traffic light'],
    ['T-shirt_2', 'T-shirt_2'],
    ['yes', '"yes"'],
    ['No', '"No"'],
    ['null', '"null"'],
    ['12', '"12"'],
    ['1e3', '"1e3"'],
    ['- a', '"- a"'],
    ['a: b', '"a: b"'],
    ['a #b', '"a #b"'],
    ["it's", '"it\'s"'],
    ['say "hi"', '"say \\"hi\\""'],
    ['back\\slash', '"back\\\\slash"'],
    ['кошка', '"кошка"'],
    ['two\nlines', '"two\\nlines"'],
    ['nel\u0085', '"nel\\u0085"'],
    ['', '""']
  ])('writes %j as %s', (value, text) => {
    expect(yamlText(value)).toBe(text)
  })
})
