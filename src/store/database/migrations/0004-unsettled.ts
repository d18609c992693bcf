import type { Migration } from './migration'

/**
 * What an import, or taking one back, has still to do to images: decided as one step, done image by image. Entries of
 * the journal can be `staged` from here on.
 */
export const unsettled: Migration = {
  version: 4,
  sql: `
    CREATE TABLE unsettled (
      image INTEGER PRIMARY KEY REFERENCES images (id),
      entry INTEGER,
      state TEXT NOT NULL,
      objects INTEGER NOT NULL,
      extra TEXT
    );
    CREATE INDEX journal_labels_by_seq ON journal_labels (seq);
  `,
  reading: `CREATE TEMP VIEW unsettled AS
    SELECT 0 AS image, 0 AS entry, '' AS state, 0 AS objects, NULL AS extra WHERE 0`
}
