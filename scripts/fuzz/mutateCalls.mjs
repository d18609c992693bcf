import { seededRandom } from './random.mjs'

/** What takes the place of a value; `$…` stands for what JSON cannot say (tests/fuzz/targets/calls/values.ts). */
const VALUES = [
  ...[null, true, false, '', 'null', 'true', '0', {}, [], [[]], [null], { '': '' }],
  ...[
    0,
    -1,
    1,
    2,
    0.5,
    -0.5,
    255,
    256,
    65535,
    65536,
    1e6,
    2 ** 31 - 1,
    2 ** 31,
    2 ** 32,
    2 ** 53,
    -(2 ** 53)
  ],
  ...[1e21, -1e308, 1.7976931348623157e308, 5e-324, 0.1 + 0.2],
  ...[
    'NaN',
    'Infinity',
    '-1',
    '1e999',
    '0x1',
    '1_000',
    '٣',
    'constructor',
    '__proto__',
    'prototype',
    'toString'
  ],
  ...[
    '../../outside',
    '..\\..\\outside',
    '/etc/passwd',
    '/tmp/outside',
    'C:\\outside',
    '\\\\host\\share\\outside'
  ],
  ...[
    'file:///etc/passwd',
    'https://models.example/../..',
    'http://127.0.0.1:1/',
    '~/outside',
    '%2e%2e%2foutside'
  ],
  ...[
    'a\u0000b',
    '\u0000',
    '\ud800',
    '\u202ethgir',
    'e\u0301',
    '\ufeff',
    '\r\n',
    '<b>',
    "'; drop table images; --"
  ],
  ...['CON', 'aux.txt', '.', '..', '...', ' ', 'a/b', 'nul ', '$(touch outside)', '`touch outside`', '%s%n'],
  ...[
    '$undefined',
    '$NaN',
    '$Infinity',
    '$-Infinity',
    '$-0',
    '$bigint',
    '$date',
    '$regexp',
    '$error',
    '$map'
  ],
  ...[
    '$set',
    '$bytes',
    '$buffer',
    '$holes',
    '$bare',
    '$cycle',
    '$deep:10',
    '$deep:900',
    '$deep:1100',
    '$deep:20000'
  ],
  ...[
    '$long:65',
    '$long:300',
    '$long:70000',
    '$long:1000000',
    '$wide:200',
    '$many:300',
    '$many:3000',
    '$many:200000'
  ],
  ...[
    '$token.import',
    '$token.export',
    '$token.recover',
    '$token.files',
    '$job',
    '$result',
    '$recent',
    '$model'
  ]
]

const KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'then',
  'toJSON',
  'valueOf',
  '0'
]

/** Names of calls that there are not. */
const NAMES = [
  '__proto__',
  'constructor',
  'toString',
  'project',
  'project.',
  '',
  'PROJECT.IMAGES',
  '$NaN',
  '$cycle',
  '$error'
]

const whole = (random, below) => Math.floor(random() * below)
const pick = (random, list) => list[whole(random, list.length)]

/**
 * One call: those with the same number are made together.
 * @typedef {{ at: number, name: string, text: string }} Call
 */

/** @returns {Call[]} */
function callsOf(files) {
  const calls = Object.entries(files).map(([file, bytes]) => {
    const [, at = '0', name = file] = /^(\d+)[a-z]*-([\s\S]*)\.json$/.exec(file) ?? []
    return { at: Number(at), name, text: Buffer.from(bytes).toString('utf8') }
  })
  return calls.sort((a, b) => a.at - b.at)
}

/** The calls as files, numbered anew. */
function filesOf(calls) {
  const numbers = [...new Set(calls.map(({ at }) => at))].sort((a, b) => a - b)
  const taken = new Map()
  const entries = calls.map(({ at, name, text }) => {
    const number = numbers.indexOf(at)
    const before = taken.get(number) ?? 0
    taken.set(number, before + 1)
    const file = `${String(number).padStart(2, '0')}${'b'.repeat(before)}-${name}.json`
    return [file, new Uint8Array(Buffer.from(text))]
  })
  return Object.fromEntries(entries)
}

/** Every place in a value, as the keys that lead there. */
function placesOf(value, path = []) {
  const below = typeof value === 'object' && value !== null ? Object.entries(value) : []
  return [path, ...below.slice(0, 200).flatMap(([key, each]) => placesOf(each, [...path, key]))]
}

const at = (value, path) => path.reduce((each, key) => each[key], value)

/** A copy with another value at a place, which is left out where `change` gives undefined. */
function changed(value, [key, ...rest], change) {
  if (key === undefined) return change(value)
  const entries = Object.entries(value).flatMap(([name, each]) => {
    const next = name === key ? changed(each, rest, change) : each
    return next === undefined ? [] : [[name, next]]
  })
  return Array.isArray(value) ? entries.map(([, each]) => each) : Object.fromEntries(entries)
}

/** Ways to damage what is at a place; each gets the value and random numbers, and what other calls have. */
const damages = [
  (_value, random) => pick(random, VALUES),
  (_value, random) => pick(random, VALUES),
  (_value, random) => pick(random, VALUES),
  // Left out.
  () => undefined,
  // One key more.
  (value, random) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries([...Object.entries(value), [pick(random, KEYS), pick(random, VALUES)]])
      : [value],
  // Something else of the same type.
  (value, random, others) =>
    pick(
      random,
      others.filter((each) => typeof each === typeof value)
    ) ?? value,
  (value, random, others) =>
    pick(
      random,
      others.filter((each) => typeof each === typeof value)
    ) ?? value,
  (_value, random, others) => pick(random, others),
  (value, random) => {
    if (typeof value === 'number')
      return pick(random, [-value, value + 1, value - 1, value + 0.5, value * 1000, value * 1e9])
    if (typeof value === 'string')
      return pick(random, [value + value, ` ${value}`, value.toUpperCase(), value.slice(1), `../${value}`])
    if (Array.isArray(value))
      return pick(random, [
        [...value, ...value],
        value.slice(1),
        value.toReversed(),
        Array(300).fill(value[0] ?? 1)
      ])
    return { value }
  }
]

/** @type {readonly ((calls: Call[], random: () => number, pool: readonly Call[]) => Call[])[]} */
const changes = [
  ...Array(6).fill(damageInput),
  // One call less, one twice, two in the other order, two at the same time.
  (calls, random) => calls.toSpliced(whole(random, calls.length), 1),
  (calls, random) => {
    const again = pick(random, calls)
    return again ? [...calls, { ...again, at: again.at + pick(random, [0, 0.5]) }] : calls
  },
  (calls, random) => {
    const [one, two] = [whole(random, calls.length), whole(random, calls.length)]
    return calls.map((call, index) => ({
      ...call,
      at: calls[index === one ? two : index === two ? one : index].at
    }))
  },
  (calls, random) => {
    const from = whole(random, calls.length)
    const to = from + 1 + whole(random, 4)
    return calls.map((call, index) => (index > from && index < to ? { ...call, at: calls[from].at } : call))
  },
  // Calls of another case in between.
  (calls, random, pool) => {
    const from = whole(random, pool.length)
    const where = whole(random, calls.length + 1) - 0.5
    const guests = pool.slice(from, from + 1 + whole(random, 5))
    return [...calls, ...guests.map((call, index) => ({ ...call, at: where + index / 100 }))]
  },
  // Another name.
  (calls, random, pool) => {
    const index = whole(random, calls.length)
    const name = random() < 0.2 ? pick(random, NAMES) : (pick(random, pool)?.name ?? '')
    return calls.map((call, each) => (each === index ? { ...call, name } : call))
  }
]

/** One of the calls with its input damaged. */
function damageInput(calls, random, pool) {
  const index = whole(random, calls.length)
  const call = calls[index]
  return call ? calls.with(index, damagedCall(call, random, pool)) : calls
}

/** A damaged copy of any call in between, so that the others stay as they are. */
function addDamaged(calls, random, pool) {
  const guest = pick(random, pool)
  if (!guest) return calls
  const where = random() * (calls.length + 1) - 0.5
  return [...calls, { ...damagedCall(guest, random, pool), at: where }]
}

function damagedCall(call, random, pool) {
  const input = parse(call.text)
  const other = parse(pick(random, pool)?.text ?? 'null')
  const others = [other, input].flatMap((each) => placesOf(each).map((path) => at(each, path)))
  const damage = pick(random, damages)
  const damaged = changed(input, pick(random, placesOf(input)), (value) => damage(value, random, others))
  const text = JSON.stringify(damaged ?? '$undefined')
  // Values that are put into each other again and again grow without end.
  return text.length > 100_000 ? call : { ...call, text }
}

function parse(text) {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Calls in a case at most. */
const MOST = 200

/**
 * A sequence of calls with one to four things changed in it (values of inputs by their type, the order, the names) and
 * up to 120 damaged calls in between; the same seed does the same. The other calls stay valid, so that the state
 * goes on.
 * @param {import('./mutate.mjs').Files} files
 * @param {number} seed
 * @param {readonly import('./mutate.mjs').Files[]} pool whose calls may come in
 * @returns {import('./mutate.mjs').Files}
 */
export function mutateCalls(files, seed, pool = []) {
  const random = seededRandom(seed)
  const others = pool.flatMap(callsOf)
  let calls = callsOf(files)
  for (let left = 1 + whole(random, 4); left > 0; left--) calls = pick(random, changes)(calls, random, others)
  for (let left = whole(random, 121); left > 0; left--) calls = addDamaged(calls, random, others)
  return filesOf(calls.sort((a, b) => a.at - b.at).slice(0, MOST))
}
