import type { EverythingNumber } from '../../everything/params'

/** The numbers of whole-image segmentation: what they are called, and what they do. */
const params = {
  pointsPerSide: {
    name: 'Points along a side',
    text: 'The grid of clicks; more points find smaller things.'
  },
  pointsPerBatch: { name: 'Points at a time', text: 'How many clicks are decoded before results arrive.' },
  predIouThresh: { name: 'Least score', text: 'Masks that the model itself rates lower are dropped.' },
  stabilityScoreThresh: {
    name: 'Least stability',
    text: 'Masks whose outline changes much with the threshold are dropped.'
  },
  stabilityScoreOffset: {
    name: 'Stability offset',
    text: 'How far the threshold is moved up and down to measure stability.'
  },
  boxNmsThresh: {
    name: 'Largest overlap',
    text: 'Of two masks whose boxes overlap more, the better one stays.'
  },
  cropNLayers: {
    name: 'Layers of crops',
    text: 'Segments the image again in 4, 16, … parts; finds small things, slowly.'
  },
  cropNmsThresh: { name: 'Largest overlap of crops', text: 'The same between masks of different crops.' },
  cropOverlapRatio: {
    name: 'Overlap of crops',
    text: 'Part of the shorter side that neighbouring crops share.'
  },
  cropNPointsDownscaleFactor: {
    name: 'Fewer points in crops',
    text: 'Each layer of crops has so many times fewer points along a side.'
  },
  minMaskRegionArea: {
    name: 'Smallest hole or island',
    text: 'Smaller holes are filled, smaller islands removed; in pixels, 0 keeps all.'
  },
  maxProposals: { name: 'Most proposals', text: 'Only the best so many are kept; 0 keeps all.' }
} as const satisfies Record<EverythingNumber, { readonly name: string; readonly text: string }>

/** Whole-image segmentation: the pool of proposals, its settings, and work on many images. */
export const proposals = {
  pool: {
    title: 'Proposals',
    shown: '{{visible, number}}/{{total, number}}',
    hide: 'Put the proposals away (kept)',
    runAgain: 'Segment again…',
    discard: 'Discard the proposals',
    preparing: 'Preparing the image…',
    progress: '{{done, number}} of {{total, number}} points',
    found_one: '{{count, number}} found',
    found_other: '{{count, number}} found',
    cancel: 'Cancel',
    stopped: 'Ended early, after {{done, number}} of {{total, number}} points.',
    failed: 'Segmenting ended early',
    none: 'This image has not been segmented.',
    start: 'Segment the image',
    startKey: 'Segment the image (E)',
    nothing: 'Nothing was found.',
    nothingHint: 'Lower the least score and the least stability, or use a finer grid.',
    filteredOut: 'No proposal is left to adopt.',
    filteredOutHint: 'The others are objects already, dismissed, or left out by the filters below.',
    resetFilters: 'Reset the filters',
    discarded: 'The proposals were discarded.',
    bringBack: 'Bring them back',
    adopt: {
      whole_one: 'Adopt {{count, number}} whole object',
      whole_other: 'Adopt {{count, number}} whole objects',
      smallest_one: 'Adopt {{count, number}} smallest part',
      smallest_other: 'Adopt {{count, number}} smallest parts',
      all_one: 'Adopt {{count, number}}',
      all_other: 'Adopt all {{count, number}}'
    },
    parts: 'Enter and the lasso take',
    partsHint:
      'Whole objects: none that lies in another one. Smallest parts: none that another one lies in. All: also objects that lie in each other. The others stay outlines; pointing and Alt+wheel reach every one.',
    partsChoices: { whole: 'Whole objects', smallest: 'Smallest parts', all: 'All' },
    enclosed_one: 'Let go to adopt {{count, number}} as one step. Escape gives up.',
    enclosed_other: 'Let go to adopt {{count, number}} as one step. Escape gives up.',
    restoreDismissed_one: 'Restore dismissed ({{count, number}})',
    restoreDismissed_other: 'Restore dismissed ({{count, number}})',
    adopted_one: '{{count, number}} adopted',
    adopted_other: '{{count, number}} adopted',
    filters: 'Which proposals are shown',
    score: 'Score, at least',
    stability: 'Stability, at least',
    area: 'Area, % of the image',
    smallestArea: 'Smallest area',
    largestArea: 'Largest area',
    areaRange: '{{from}} – {{to}}',
    hideCovered: 'Hide what objects cover',
    lit: 'Score {{score}} %, stability {{stability}} %, {{area, number}} px',
    level: '{{at}} of {{of}} here',
    hint: 'Click or number key adopts · drag around several · Alt+wheel: part or whole · Delete dismisses',
    madeWith: '{{model}} · {{settings}}',
    madeWithLabel: 'Model and settings of this pool',
    status: 'Segmenting {{done, number}}/{{total, number}} · {{found, number}} found',
    statusPreparing: 'Segmenting…',
    inList_one: '{{count, number}} proposal',
    inList_other: '{{count, number}} proposals'
  },
  segment: {
    titleImage: 'Segment this image',
    titleMany_one: 'Segment {{count, number}} image',
    titleMany_other: 'Segment {{count, number}} images',
    preset: 'How fine',
    presets: { coarse: 'Coarse', standard: 'Standard', fine: 'Fine', own: 'Own' },
    presetHints: {
      coarse: '16 × 16 points: large things, about four times as fast as the standard.',
      standard: '32 × 32 points: what the official code does.',
      fine: '64 × 64 points, and once more in four parts: small things, many times as slow.',
      own: 'The numbers below.'
    },
    strategy: 'Way of working',
    strategies: { fast: 'Fast', reference: 'Reference' },
    strategyHints: {
      fast: 'Finds the same with less work.',
      reference: 'Step by step as the official code, to compare with it.'
    },
    numbers: 'All numbers',
    range: 'From {{min}} to {{max}}.',
    params,
    problems: {
      missing: '{{name}}: give a number from {{min}} to {{max}}.',
      range: '{{name}} is {{value}}, but must be from {{min}} to {{max}}.',
      whole: '{{name}} is {{value}}, but must be a whole number from {{min}} to {{max}}.',
      noPoints:
        '{{name}} {{value}} leaves no points in the last layer of crops. Use a smaller one, fewer layers, or more points.'
    },
    onlyWithout: 'Only images without proposals',
    onlyWithoutHint: 'Leaves out what was segmented with the same settings and model.',
    noImages: 'There is no image to segment.',
    start: 'Start',
    own_one: 'own settings, {{count}} point a side',
    own_other: 'own settings, {{count}} points a side',
    named: '{{preset}}, {{strategy}}'
  },
  task: {
    label: 'Segmenting many images',
    running: 'Segmenting images: {{done, number}} of {{total, number}}',
    paused: 'Paused: {{done, number}} of {{total, number}} images segmented',
    finished: 'Done: {{done, number}} of {{total, number}} images segmented',
    cancelled: 'Cancelled: {{done, number}} of {{total, number}} images segmented',
    failures_one: '{{count, number}} failed',
    failures_other: '{{count, number}} failed',
    failuresMore: 'The first {{count, number}} are listed.',
    secondsLeft_one: 'about {{count, number}} second left',
    secondsLeft_other: 'about {{count, number}} seconds left',
    minutesLeft_one: 'about {{count, number}} minute left',
    minutesLeft_other: 'about {{count, number}} minutes left',
    hoursLeft_one: 'about {{count, number}} hour left',
    hoursLeft_other: 'about {{count, number}} hours left',
    pause: 'Pause',
    resume: 'Resume',
    cancel: 'Cancel',
    dismiss: 'Close'
  }
} as const
