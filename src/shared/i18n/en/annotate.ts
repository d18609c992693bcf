/** Automatic annotation by a detector, and its list of differences. */
export const annotate = {
  annotate: {
    title: 'Annotate automatically',
    model: 'Model',
    noModels: 'There is no detector in the model library yet.',
    openLibrary: 'Model library…',
    boxesOutlined: 'Finds boxes; {{model}} outlines what is in them.',
    givesMasks: 'Gives masks itself.',
    classes: 'What to look for',
    classesHint: 'Each class of the model becomes a class of the project, or is ignored.',
    filter: 'Names with commas between them: person, bicycle',
    onlyShown: 'Only these',
    none: 'None',
    chosen_one: '{{count, number}} class',
    chosen_other: '{{count, number}} classes',
    ignore: 'Ignore',
    create: 'New class “{{name}}”',
    existing: 'Class of the project',
    noClass: 'The model has no class of this name.',
    confidence: 'Least confidence',
    overlap: 'Largest overlap',
    most: 'Most objects',
    minSize: 'Least side, px',
    images: 'Images',
    scopes: {
      selected: 'Selected ({{count, number}})',
      filtered: 'Listed ({{count, number}})',
      all: 'All ({{count, number}})'
    },
    into: 'Results become',
    intos: { objects: 'Objects', pool: 'Proposals', differences: 'A list of differences' },
    intoHints: {
      objects: 'One step an image, which can be undone there.',
      pool: 'You adopt them, each with its class. They replace the proposals that an image has.',
      differences: 'Nothing is written: what the model and the labels do not agree on is listed.'
    },
    onObjects: 'Images that have objects',
    onObjectsChoices: {
      skip: 'Leave them out',
      add: 'Add what is missing',
      'replace-detected': 'Replace what a detector made and nobody reviewed',
      'replace-all': 'Replace all objects, also your own'
    },
    noImages: 'There is no image to annotate.',
    chooseClass: 'Choose at least one class.',
    start: 'Start',
    task: {
      label: 'Annotating many images',
      running: 'Annotating images: {{done, number}} of {{total, number}}',
      paused: 'Paused: {{done, number}} of {{total, number}} images annotated',
      finished: 'Done: {{done, number}} of {{total, number}} images annotated',
      cancelled: 'Cancelled: {{done, number}} of {{total, number}} images annotated'
    },
    comparing: {
      label: 'Comparing many images',
      running: 'Comparing images: {{done, number}} of {{total, number}}',
      paused: 'Paused: {{done, number}} of {{total, number}} images compared',
      finished: 'Done: {{done, number}} of {{total, number}} images compared',
      cancelled: 'Cancelled: {{done, number}} of {{total, number}} images compared'
    },
    differences: {
      show_one: '{{count, number}} difference left',
      show_other: '{{count, number}} differences left',
      take: { unlabelled: 'Add', class: 'Change the class' },
      dismiss: 'Dismiss',
      reopen: 'Bring back',
      next: 'Next',
      title: 'What the model and the labels do not agree on',
      none: 'None is left.',
      unlabelled: 'Not labelled: {{found}} ({{score}} %)',
      'not-found': 'Not found by the model: {{object}}',
      class: '{{object}}; the model says {{found}} ({{score}} %)',
      box: '{{object}}: the boxes differ (IoU {{iou}})'
    }
  }
} as const
