/** What `--only` chooses among, in the order of the run. */
export const measureNames = [
  'prompt',
  'open',
  'switch',
  'ahead',
  'everything',
  'auto-annotate',
  'folder',
  'formats',
  'imports'
]
