import type { Migration } from './migration'

/** What a folder task found in an image, where it is only told and changes nothing. */
export const taskResults: Migration = {
  version: 3,
  sql: 'ALTER TABLE task_images ADD COLUMN result TEXT;'
}
