/** Automatic annotation by a detector, and its list of differences. */
export const annotate = {
  annotate: {
    title: 'Auto-annotate images',
    model: 'Model',
    noModels: 'The model library contains no detectors yet.',
    openLibrary: 'Model library…',
    boxesOutlined: 'Predicts boxes; {{model}} segments the objects inside.',
    givesMasks: 'Predicts masks.',
    classes: 'Classes to detect',
    classesHint: 'Map each class of the model to a project class, or ignore it.',
    filter: 'Comma-separated names: person, bicycle',
    onlyShown: 'Only these',
    none: 'None',
    chosen_one: '{{count, number}} class',
    chosen_other: '{{count, number}} classes',
    ignore: 'Ignore',
    create: 'New class “{{name}}”',
    existing: 'Project class',
    noClass: 'The model has no class with this name.',
    confidence: 'Min confidence',
    overlap: 'Overlap (NMS)',
    most: 'Max detections',
    minSize: 'Min side (px)',
    images: 'Images',
    scopes: {
      selected: 'Selected ({{count, number}})',
      filtered: 'Filtered ({{count, number}})',
      all: 'All ({{count, number}})'
    },
    into: 'Save results as',
    intos: { objects: 'Objects', pool: 'Proposals', differences: 'List of differences' },
    intoHints: {
      objects: 'One undo step per image.',
      pool: 'You accept proposals one by one, each with its class. Existing proposals are replaced.',
      differences: 'Changes nothing; lists disagreements between model and annotations.'
    },
    onObjects: 'Images with objects',
    onObjectsChoices: {
      skip: 'Skip',
      add: 'Add missing objects',
      'replace-detected': 'Replace unreviewed objects from a detector',
      'replace-all': 'Replace all objects, including manual ones'
    },
    noImages: 'No images to annotate.',
    chooseClass: 'Select at least one class.',
    start: 'Start',
    task: {
      label: 'Auto-annotation job',
      running: 'Annotating images: {{done, number}} of {{total, number}}',
      paused: 'Paused: {{done, number}} of {{total, number}} images annotated',
      finished: 'Done: {{done, number}} of {{total, number}} images annotated',
      cancelled: 'Canceled: {{done, number}} of {{total, number}} images annotated'
    },
    comparing: {
      label: 'Comparison job',
      running: 'Comparing images: {{done, number}} of {{total, number}}',
      paused: 'Paused: {{done, number}} of {{total, number}} images compared',
      finished: 'Done: {{done, number}} of {{total, number}} images compared',
      cancelled: 'Canceled: {{done, number}} of {{total, number}} images compared'
    },
    differences: {
      show_one: '{{count, number}} difference left',
      show_other: '{{count, number}} differences left',
      take: { unlabelled: 'Add', class: 'Change class' },
      dismiss: 'Dismiss',
      reopen: 'Restore',
      next: 'Next',
      title: 'Disagreements between model and annotations',
      none: 'None left.',
      unlabelled: 'Unlabeled: {{found}} ({{score}}%)',
      'not-found': 'Not detected: {{object}}',
      class: '{{object}}: the model predicts {{found}} ({{score}}%)',
      box: '{{object}}: boxes differ (IoU {{iou}})'
    }
  }
} as const
