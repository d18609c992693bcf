/** The list of jobs: everything that runs in the background. */
export const jobs = {
  jobs: {
    title: 'Jobs',
    show_one: 'Jobs: {{count, number}} running',
    show_other: 'Jobs: {{count, number}} running',
    showIdle: 'Jobs',
    showLabel: 'Background jobs: imports, exports and work on many images',
    none: 'No jobs.',
    kinds: {
      import: 'Import dataset',
      export: 'Export dataset',
      'clear-caches': 'Clear caches',
      segment: 'Segment images',
      annotate: 'Annotate images',
      compare: 'Compare with model'
    },
    states: {
      running: 'Running',
      paused: 'Paused',
      finished: 'Finished',
      failed: 'Failed',
      canceled: 'Canceled'
    },
    actions: { pause: 'Pause', resume: 'Resume', cancel: 'Cancel', dismiss: 'Dismiss' },
    actionOf: '{{action}}: {{job}}',
    progress: '{{done, number}} of {{total, number}}',
    problems_one: '{{count, number}} problem',
    problems_other: '{{count, number}} problems',
    problemsMore: 'The first {{count, number}} are shown.'
  }
} as const
