import type { SplitName } from '../split'

/**
 * The `data.yaml` of a YOLO dataset. It has no `path`: Ultralytics then takes the folder that the file lies in, while
 * `path: .` would mean the folder that training is started from (check_det_dataset in ultralytics/data/utils.py).
 * `train` and `val` are required, so one without images points where the others are.
 */
export function yoloYaml(classNames: readonly string[], filled: ReadonlySet<SplitName>): string {
  const fallback = filled.has('train') ? 'train' : filled.has('val') ? 'val' : 'test'
  const entry = (name: SplitName): string => `${name}: images/${filled.has(name) ? name : fallback}\n`
  return [
    entry('train'),
    entry('val'),
    filled.has('test') ? entry('test') : '',
    `nc: ${classNames.length}\n`,
    classNames.length > 0 ? 'names:\n' : 'names: {}\n',
    ...classNames.map((name, i) => `  ${i}: ${yamlText(name)}\n`)
  ].join('')
}

/** Words that YAML 1.1, which PyYAML reads, takes for something else than text. */
const RESERVED = /^(?:y|n|yes|no|on|off|true|false|null)$/i

/** A text as YAML writes it: bare where that cannot be misread, else in double quotes. */
export function yamlText(value: string): string {
  if (/^[A-Za-z][A-Za-z0-9_-]*(?: [A-Za-z0-9_-]+)*$/.test(value) && !RESERVED.test(value)) return value
  // JSON's quotes and escapes are YAML's; what YAML wants escaped beyond them is escaped here.
  const escaped = JSON.stringify(value).replace(
    /[\u007f-\u00a0\u00ad\u2028\u2029\ufeff\ufffe\uffff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
  )
  return escaped
}
