import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toProblem, type ProblemKind } from '@shared/schema/problem'
import { ProjectStore } from './projectStore'
import { inspectDamage, salvageProject } from './recovery/recovery'
import { idOf, temporaryFolder } from './testing/fixtures'
import { guardScript, type GuardScript } from './testing/guardProcess'
import { delivery, poolSettings, proposal } from './testing/proposals'
import { adding, box } from './testing/records'

// Folders as somebody else may have made them. Each is opened, edited and closed as the application does it, with the
// process that reads unknown files; nothing outside of it may change, and nothing may hang.

const endless = 'WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c'
const rows = (count: number): string =>
  `(WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT ${count}) SELECT x FROM c)`

interface Hostile {
  readonly name: string
  /** SQL on the project's database, or anything done to its folder. */
  readonly harm:
    string | ((db: DatabaseSyncInstance) => void) | { readonly files: (directory: string) => Promise<void> }
  /** What opening says; null when it opens. */
  readonly kind: ProblemKind | null
  /** Left alone after it was refused, where another folder of its kind is recovered. */
  readonly refusedOnly?: true
  /** Objects that are there after opening or after salvage: 3 unless said otherwise. */
  readonly objects?: number
}

const trigger = (expression: string): string =>
  `CREATE TRIGGER t AFTER INSERT ON annotations BEGIN
     UPDATE meta SET value = cast(${expression} AS text) WHERE key = 'created'; END`

const linked = (name: string): Hostile => ({
  name: `${name} is a link to a file of the user's`,
  harm: {
    files: async (directory) => {
      await rm(join(directory, name), { recursive: true, force: true })
      await symlink(join(directory, '../../outside/notes.txt'), join(directory, name))
    }
  },
  kind: 'project-linked'
})

/** Turns off the guards that the tests' own connection has, as a file written byte by byte has none. */
const raw = (sql: string) => (db: DatabaseSyncInstance) => {
  db.exec(`PRAGMA writable_schema = ON; ${sql}`)
}

const programs: readonly Hostile[] = [
  {
    name: 'a view that does not end in the place of the images',
    harm: `PRAGMA legacy_alter_table = ON; ALTER TABLE images RENAME TO images_;
      CREATE VIEW images AS SELECT id, path, size, mtime, width, height, problem, missing, objects, view, proposals
        FROM images_ UNION ALL SELECT 9, (${endless}), 0, 0, NULL, NULL, NULL, 0, 0, NULL, 0`,
    kind: 'project-damaged'
  },
  {
    name: 'a trigger that does not end, on the images',
    harm: `CREATE TRIGGER t AFTER UPDATE ON images BEGIN UPDATE meta SET value = (${endless}) WHERE key = 'created'; END`,
    kind: 'project-damaged'
  },
  {
    name: 'a trigger that fills the disk',
    harm: `CREATE TRIGGER t AFTER INSERT ON annotations BEGIN
      INSERT INTO meta SELECT 'k' || x, hex(zeroblob(1000000)) FROM ${rows(400)}; END`,
    kind: 'project-damaged'
  },
  ...[
    `load_extension('evil.so')`,
    `readfile('/etc/passwd')`,
    `writefile('../outside/planted', 'x')`,
    `fts3_tokenizer('simple', x'00')`,
    `edit('x')`,
    'hex(randomblob(900000000))'
  ].map((call): Hostile => ({
    name: `a trigger with ${call}`,
    harm: trigger(call),
    kind: 'project-damaged',
    refusedOnly: true
  })),
  {
    name: 'a trigger that reads the pages of the file',
    harm: trigger('(SELECT count(*) FROM sqlite_dbpage)'),
    kind: 'project-damaged'
  },
  {
    name: 'a virtual table of a file elsewhere',
    harm: raw(`INSERT INTO sqlite_master (type, name, tbl_name, rootpage, sql)
      VALUES ('table', 'v', 'v', 0, 'CREATE VIRTUAL TABLE v USING csv(filename=''/etc/passwd'')')`),
    kind: 'project-damaged'
  },
  {
    name: 'a virtual table of a module that is there',
    harm: 'CREATE VIRTUAL TABLE search USING fts5(text)',
    kind: 'project-damaged'
  },
  {
    name: 'a view of the schema in the place of the classes',
    harm: `PRAGMA legacy_alter_table = ON; ALTER TABLE labels RENAME TO labels_;
      CREATE VIEW labels AS SELECT * FROM labels_
        UNION ALL SELECT 77, name || 'x', sql FROM sqlite_master, labels_ WHERE sql IS NOT NULL`,
    kind: 'project-damaged'
  },
  {
    name: 'a generated column of 50 MB',
    harm: 'ALTER TABLE images ADD COLUMN g TEXT GENERATED ALWAYS AS (hex(zeroblob(50000000))) VIRTUAL',
    kind: 'project-damaged'
  },
  {
    name: 'an index of an expression',
    harm: 'CREATE INDEX by_length ON annotations (length(data))',
    kind: 'project-damaged'
  },
  {
    name: 'an index of some rows',
    harm: `CREATE INDEX some ON annotations (id) WHERE data LIKE '%rect%'`,
    kind: 'project-damaged'
  },
  {
    name: 'a check on a column',
    harm: raw(`UPDATE sqlite_master SET sql = replace(sql, 'data TEXT NOT NULL', 'data TEXT NOT NULL CHECK (length(data) > 0)')
      WHERE name = 'annotations'`),
    kind: 'project-damaged'
  },
  {
    name: 'a default that is computed',
    harm: raw(`UPDATE sqlite_master SET sql = replace(sql, 'objects INTEGER NOT NULL DEFAULT 0', 'objects INTEGER NOT NULL DEFAULT (abs(random()))')
      WHERE name = 'images'`),
    kind: 'project-damaged'
  },
  { name: 'a table more', harm: 'CREATE TABLE songs (title TEXT)', kind: 'project-damaged' },
  { name: 'statistics for the query planner', harm: 'ANALYZE', kind: 'project-damaged' }
]

const lost: readonly Hostile[] = [
  {
    name: 'no table of objects: they come from the history',
    harm: 'PRAGMA foreign_keys = OFF; DROP TABLE annotations',
    kind: 'project-damaged'
  },
  { name: 'no table of facts', harm: 'DROP TABLE meta', kind: 'project-damaged' },
  { name: 'version 0', harm: 'PRAGMA user_version = 0', kind: 'project-damaged' },
  { name: 'a version below 0', harm: 'PRAGMA user_version = -3', kind: 'project-damaged' },
  { name: 'a version of other tables', harm: 'PRAGMA user_version = 2', kind: 'project-damaged' },
  { name: 'a version to come', harm: 'PRAGMA user_version = 99', kind: 'project-newer' },
  { name: 'the mark of another application', harm: 'PRAGMA application_id = 7', kind: 'project-damaged' }
]

const texts: readonly Hostile[] = [
  { name: 'an empty problem', harm: `UPDATE images SET problem = ''`, kind: null },
  { name: 'a problem that is no JSON', harm: `UPDATE images SET problem = '{'`, kind: null },
  { name: 'an empty view', harm: `UPDATE images SET view = ''`, kind: null },
  { name: 'a view in bytes', harm: `UPDATE images SET view = x'00ff'`, kind: null },
  {
    name: 'sizes that are none',
    harm: `UPDATE images SET width = 'wide', height = -4, size = 'big'`,
    kind: null
  },
  { name: 'counts that are none', harm: `UPDATE images SET objects = 'many', proposals = x'01'`, kind: null },
  { name: 'a missing that is a text', harm: `UPDATE images SET missing = 'yes'`, kind: null },
  {
    name: 'paths that the library cuts to the same',
    harm: `INSERT INTO images (path, size, mtime) VALUES ('x.jpg' || char(0) || '1', 1, 1), ('x.jpg' || char(0) || '2', 1, 1)`,
    kind: null
  },
  {
    name: 'a path in bytes',
    harm: `INSERT INTO images (path, size, mtime) VALUES (x'ff00', 1, 1)`,
    kind: 'project-damaged'
  },
  {
    name: 'paths that lead elsewhere',
    harm: (db) => {
      const insert = db.prepare('INSERT INTO images (path, size, mtime) VALUES (?, 100, 100)')
      const paths = [
        '../../outside/notes.txt',
        '/etc/passwd',
        '..\\..\\x.jpg',
        'C:/a.jpg',
        'a/../../b.jpg',
        '',
        '.'
      ]
      for (const path of [...paths, '.maskwright/project.db', 'sub//x.jpg', `${'A'.repeat(5000)}.jpg`])
        insert.run(path)
    },
    kind: null
  },
  {
    name: 'names of classes that are paths or formulas',
    harm: (db) => {
      const insert = db.prepare(`INSERT INTO labels VALUES (?, ?, '#ff0000')`)
      const names = [
        '../../outside/planted',
        'CON',
        'x\n[evil]',
        '<script>',
        '\u{202e}gpj.exe',
        '=cmd|calc',
        ''
      ]
      names.forEach((name, i) => insert.run(50 + i, name))
    },
    kind: null
  },
  { name: 'a color that is none', harm: `UPDATE labels SET color = 'red; }'`, kind: null },
  { name: 'a class whose name is in bytes', harm: `UPDATE labels SET name = x'00'`, kind: null },
  { name: 'a step that is no number', harm: `INSERT INTO meta VALUES ('settling', 'x')`, kind: null },
  { name: 'facts in bytes', harm: `UPDATE meta SET value = x'00ff'`, kind: null },
  { name: 'histories that are no JSON', harm: `UPDATE journal SET diff = '{' WHERE scope = 0`, kind: null },
  { name: 'edits of no name', harm: `UPDATE journal SET name = ''`, kind: null },
  {
    name: 'pools that make no sense',
    harm: `UPDATE pools SET params = '', strategy = '?', filters = '{'`,
    kind: null
  },
  {
    name: 'proposals that make no sense',
    harm: `UPDATE proposals SET data = '', counts = x'00'`,
    kind: null
  },
  {
    name: 'objects that make no sense',
    harm: `UPDATE annotations SET data = '[]' WHERE image = 2`,
    kind: null,
    objects: 1
  },
  {
    name: 'an object of 200 MB',
    harm: `UPDATE annotations SET data = '{"a":"' || hex(zeroblob(100000000)) || '"}' WHERE image = 2 AND row = 2`,
    kind: null,
    objects: 2
  },
  {
    name: 'more images than are read',
    harm: `INSERT INTO images (path, size, mtime) SELECT 'f' || x, 1, 1 FROM ${rows(1_000_001)}`,
    kind: 'project-damaged',
    objects: 0
  },
  {
    name: 'row ids that are far apart',
    harm: `UPDATE annotations SET row = 9000000000000000 WHERE row = 3; CREATE TABLE t (a)`,
    kind: 'project-damaged'
  }
]

const links: readonly Hostile[] = [
  'project.db',
  'project.db-wal',
  'project.db-journal',
  'project.backup.db',
  'project.lock',
  'project.holder.json',
  'README.txt'
].map(linked)

let script: GuardScript
let base = ''

beforeAll(async () => {
  script = await guardScript()
  const parent = await mkdtemp(join(tmpdir(), 'maskwright-base-'))
  base = join(parent, 'images')
  await mkdir(base)
  for (const name of ['a.jpg', 'b.jpg']) await writeFile(join(base, name), name)
  const { store } = await ProjectStore.open({ folder: base, userDataDir: join(parent, 'user data') })
  store.commit(idOf(store, 'a.jpg'), 'add-rect', adding(box('one')))
  store.commit(idOf(store, 'b.jpg'), 'add-rect', adding(box('two'), box('three', { order: 1 })))
  const state = { state: 'complete' } as const
  store.proposals.begin(idOf(store, 'a.jpg'), poolSettings, delivery([proposal('0.0.0')], state))
  await store.close()
})

afterAll(async () => {
  await script.remove()
  await rm(dirname(base), { recursive: true, force: true })
})

/** Names and contents of everything in a folder. */
async function treeOf(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile()
  )
  const files = names.map((entry) => join(entry.parentPath, entry.name)).sort()
  return Object.fromEntries(
    await Promise.all(files.map(async (file) => [file, (await readFile(file)).toString('base64')] as const))
  )
}

async function hostileCopy({ harm }: Hostile) {
  const parent = await temporaryFolder()
  const [root, outside] = [join(parent, 'images'), join(parent, 'outside')]
  await cp(base, root, { recursive: true })
  await mkdir(outside)
  await writeFile(join(outside, 'notes.txt'), 'of great worth')
  const directory = join(root, '.maskwright')
  if (typeof harm === 'object') await harm.files(directory)
  else {
    const db = new DatabaseSync(join(directory, 'project.db'), { defensive: false })
    if (typeof harm === 'string') db.exec(harm)
    else harm(db)
    db.close()
  }
  return {
    root,
    outside,
    options: { folder: root, userDataDir: join(parent, 'user data'), guard: script.guard() }
  }
}

/** Opens a project and does to every image what the window does; says how many objects there are. */
async function use(options: Parameters<typeof ProjectStore.open>[0]): Promise<number> {
  const { store } = await ProjectStore.open(options)
  try {
    let objects = 0
    for (const { id, path } of store.images()) {
      await store.resolveImage(id).catch(() => undefined)
      objects += store.annotations(id).length
      store.history(id)
      store.view(id)
      store.proposals.load(id)
      store.importHistory()
      if (!['a.jpg', 'b.jpg'].includes(path)) continue
      store.facts.setSize(id, { width: 640, height: 480 })
      const [label] = store.labels()
      store.commit(id, 'add-rect', adding(box(`new-${id}`, label && { labelId: label.id })))
      expect(await store.undo(id)).not.toBeNull()
    }
    store.nextLabelId()
    return objects
  } finally {
    await store.close()
  }
}

describe.each([
  ['programs in the file', programs],
  ['what is lost', lost],
  ['texts and numbers', texts]
])('%s', (_, folders) => {
  test.each(folders)('$name', async (hostile) => {
    const { kind, objects = 3 } = hostile
    const { outside, options } = await hostileCopy(hostile)
    const before = await treeOf(outside)
    const found = await use(options).catch((error: unknown) => toProblem(error).kind)
    if (kind === null) expect(found).toBe(objects)
    else {
      expect(found).toBe(kind)
      expect(await treeOf(outside)).toEqual(before)
      if (hostile.refusedOnly) return
      if (kind === 'project-damaged' && objects > 0) {
        const { notices } = await salvageProject(options)
        expect(notices[0]).toMatchObject({ kind: 'project-recovered', params: { count: objects } })
        expect(await use(options)).toBe(objects)
      } else if (kind === 'project-damaged') {
        const again = await inspectDamage(options).catch((error: unknown) => toProblem(error).kind)
        expect(again).toBe('project-damaged')
      }
    }
    expect(await treeOf(outside)).toEqual(before)
  })
})

describe.skipIf(process.platform === 'win32')('links', () => {
  test.each(links)('$name', async (hostile) => {
    const { outside, options } = await hostileCopy(hostile)
    const before = await treeOf(outside)
    for (const work of [
      use,
      inspectDamage,
      salvageProject,
      (all: typeof options) => use({ ...all, readOnly: true })
    ])
      expect(
        await work(options).then(
          () => null,
          (error: unknown) => toProblem(error).kind
        )
      ).toBe('project-linked')
    expect(await treeOf(outside)).toEqual(before)
    expect(existsSync(join(outside, 'planted'))).toBe(false)
  })
})

test('the folders are as many as the review had, and more', () => {
  expect(programs.length + lost.length + texts.length + links.length).toBeGreaterThan(38)
})
