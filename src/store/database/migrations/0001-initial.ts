import type { Migration } from './migration'

/**
 * The first form of a project file.
 *
 * Every table has an integer row id, so that salvage can walk a damaged file row by row. Row ids of images and of
 * the journal are never used twice: the journal names images by id.
 */
export const initial: Migration = {
  version: 1,
  sql: `
    CREATE TABLE meta (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL);

    CREATE TABLE labels (id INTEGER PRIMARY KEY, name TEXT NOT NULL, color TEXT NOT NULL);

    CREATE TABLE images (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      path TEXT NOT NULL UNIQUE,
      size INTEGER NOT NULL,
      mtime INTEGER NOT NULL,
      width INTEGER,
      height INTEGER,
      problem TEXT,
      missing INTEGER NOT NULL DEFAULT 0,
      objects INTEGER NOT NULL DEFAULT 0,
      view TEXT
    );

    CREATE TABLE annotations (
      row INTEGER PRIMARY KEY AUTOINCREMENT,
      image INTEGER NOT NULL REFERENCES images (id),
      id TEXT NOT NULL,
      label INTEGER NOT NULL REFERENCES labels (id),
      data TEXT NOT NULL,
      UNIQUE (image, id)
    );
    CREATE INDEX annotations_by_label ON annotations (label);

    CREATE TABLE journal (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      scope INTEGER NOT NULL,
      time INTEGER NOT NULL,
      name TEXT NOT NULL,
      state TEXT NOT NULL,
      diff BLOB NOT NULL
    );
    CREATE INDEX journal_by_scope ON journal (scope, state, seq);

    CREATE TABLE journal_labels (
      label INTEGER NOT NULL,
      seq INTEGER NOT NULL REFERENCES journal (seq),
      PRIMARY KEY (label, seq)
    );
  `
}
