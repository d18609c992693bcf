import type { Migration } from './migration'

/**
 * What whole-image segmentation found, and work on the whole folder.
 *
 * A pool is one run's result for one image, with its settings; an image shows one, and may have one more that was put
 * away. Its tables and those of a task are not salvaged: everything in them can be worked out again.
 */
export const proposals: Migration = {
  version: 2,
  sql: `
    ALTER TABLE images ADD COLUMN proposals INTEGER NOT NULL DEFAULT 0;

    CREATE TABLE pools (
      id INTEGER PRIMARY KEY,
      image INTEGER NOT NULL REFERENCES images (id),
      discarded INTEGER NOT NULL DEFAULT 0,
      version TEXT NOT NULL,
      model TEXT NOT NULL,
      params TEXT NOT NULL,
      strategy TEXT NOT NULL,
      state TEXT NOT NULL,
      decodes INTEGER NOT NULL,
      skipped INTEGER NOT NULL,
      total INTEGER NOT NULL,
      filters TEXT,
      UNIQUE (image, discarded)
    );

    CREATE TABLE proposals (
      row INTEGER PRIMARY KEY,
      pool INTEGER NOT NULL REFERENCES pools (id) ON DELETE CASCADE,
      id TEXT NOT NULL,
      dismissed INTEGER NOT NULL DEFAULT 0,
      counts TEXT NOT NULL,
      data TEXT NOT NULL,
      UNIQUE (pool, id)
    );

    CREATE TABLE tasks (
      id INTEGER PRIMARY KEY,
      state TEXT NOT NULL,
      settings TEXT NOT NULL
    );

    CREATE TABLE task_images (
      row INTEGER PRIMARY KEY,
      task INTEGER NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
      image INTEGER NOT NULL REFERENCES images (id),
      state TEXT NOT NULL,
      problem TEXT
    );
    CREATE INDEX task_images_by_state ON task_images (task, state, row);
  `,
  reading: 'CREATE TEMP VIEW images AS SELECT *, 0 AS proposals FROM main.images'
}
