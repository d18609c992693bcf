import type { EverythingNumber } from '../../segment/params'

/** The parameters of whole-image segmentation: their names, and what they do. */
const params = {
  pointsPerSide: {
    name: 'Points per side',
    text: 'Size of the point grid; more points find smaller objects.'
  },
  pointsPerBatch: {
    name: 'Points per batch',
    text: 'Number of point prompts decoded before results are shown.'
  },
  predIouThresh: { name: 'Minimum score', text: 'Masks with a lower predicted IoU are dropped.' },
  stabilityScoreThresh: {
    name: 'Minimum stability',
    text: 'Masks that depend more strongly on the mask threshold are dropped.'
  },
  stabilityScoreOffset: {
    name: 'Stability offset',
    text: 'Shift of the mask threshold, up and down, to measure stability.'
  },
  boxNmsThresh: {
    name: 'Overlap threshold (NMS)',
    text: 'If the boxes of two masks have a higher IoU, only the better mask is kept.'
  },
  cropNLayers: {
    name: 'Crop layers',
    text: 'Also segments 4, 16, … crops of the image; finds small objects, but is slow.'
  },
  cropNmsThresh: {
    name: 'Crop overlap threshold (NMS)',
    text: 'The same for masks of different crops.'
  },
  cropOverlapRatio: {
    name: 'Crop overlap',
    text: 'Overlap of neighboring crops, as a fraction of the shorter image side.'
  },
  cropNPointsDownscaleFactor: {
    name: 'Crop points downscale factor',
    text: 'Points per side are divided by this per layer.'
  },
  minMaskRegionArea: {
    name: 'Minimum region area',
    text: 'Fills smaller holes and removes smaller islands; in pixels, 0 = off.'
  },
  maxProposals: { name: 'Maximum proposals', text: 'Keeps the N best; 0 = all.' }
} as const satisfies Record<EverythingNumber, { readonly name: string; readonly text: string }>

/** Whole-image segmentation: the proposals of an image, its settings, and jobs over many images. */
export const proposals = {
  pool: {
    title: 'Proposals',
    shown: '{{visible, number}}/{{total, number}}',
    hide: 'Hide proposals',
    runAgain: 'Segment again…',
    discard: 'Discard proposals',
    preparing: 'Preparing image…',
    progress: '{{done, number}} of {{total, number}} points',
    found_one: '{{count, number}} found',
    found_other: '{{count, number}} found',
    cancel: 'Cancel',
    stopped: 'Stopped after {{done, number}} of {{total, number}} points.',
    failed: 'Segmentation stopped early',
    none: 'This image has not been segmented yet.',
    start: 'Segment this image',
    startKey: 'Segment this image (E)',
    nothing: 'No proposals found.',
    nothingHint: 'Lower the minimum score or stability, or increase the points per side.',
    filteredOut: 'No proposals left to accept.',
    filteredOutHint: 'All others are accepted, dismissed, or hidden by the filters below.',
    resetFilters: 'Reset filters',
    discarded: 'Proposals discarded.',
    bringBack: 'Restore',
    adopt: {
      whole_one: 'Accept {{count, number}} whole object',
      whole_other: 'Accept {{count, number}} whole objects',
      smallest_one: 'Accept {{count, number}} smallest part',
      smallest_other: 'Accept {{count, number}} smallest parts',
      all_one: 'Accept {{count, number}}',
      all_other: 'Accept all {{count, number}}'
    },
    parts: 'Proposals to accept',
    partsHint:
      'Whole objects: outermost only. Smallest parts: innermost only. All: nested ones too. Others remain reachable with Alt+wheel.',
    partsChoices: { whole: 'Whole objects', smallest: 'Smallest parts', all: 'All' },
    enclosed_one: 'Release to accept {{count, number}} (one undo step). Esc cancels.',
    enclosed_other: 'Release to accept {{count, number}} (one undo step). Esc cancels.',
    restoreDismissed_one: 'Restore dismissed ({{count, number}})',
    restoreDismissed_other: 'Restore dismissed ({{count, number}})',
    adopted_one: '{{count, number}} accepted',
    adopted_other: '{{count, number}} accepted',
    filters: 'Proposal filters',
    score: 'Minimum score',
    stability: 'Minimum stability',
    area: 'Area (% of image)',
    smallestArea: 'Minimum area',
    largestArea: 'Maximum area',
    areaRange: '{{from}} – {{to}}',
    hideCovered: 'Hide proposals covered by objects',
    lit: 'Score {{score}}%, stability {{stability}}%, {{area, number}} px',
    level: '{{at}} of {{of}} at this point',
    hint: 'Click or number key: accept · Drag: lasso · Alt+wheel: nested proposals · Delete: dismiss',
    madeWith: '{{model}} · {{settings}}',
    madeWithLabel: 'Model and settings used',
    status: 'Segmenting {{done, number}}/{{total, number}} · {{found, number}} found',
    statusPreparing: 'Segmenting…',
    inList_one: '{{count, number}} proposal',
    inList_other: '{{count, number}} proposals'
  },
  segment: {
    titleImage: 'Segment this image',
    titleMany_one: 'Segment {{count, number}} image',
    titleMany_other: 'Segment {{count, number}} images',
    preset: 'Level of detail',
    presets: { coarse: 'Coarse', standard: 'Standard', fine: 'Fine', own: 'Custom' },
    presetHints: {
      coarse: '16 × 16 points: large objects, about 4 times faster than Standard.',
      standard: '32 × 32 points: the reference default.',
      fine: '64 × 64 points and one crop layer: small objects, much slower.',
      own: 'The advanced parameters below.'
    },
    strategy: 'Mode',
    strategies: { fast: 'Fast', reference: 'Reference' },
    strategyHints: {
      fast: 'Finds the same objects with less computation.',
      reference: 'Follows the reference implementation step by step, for comparison.'
    },
    numbers: 'Advanced parameters',
    range: 'From {{min}} to {{max}}.',
    params,
    problems: {
      missing: '{{name}}: enter a number from {{min}} to {{max}}.',
      range: '{{name}}: {{value}} is out of range. Enter a number from {{min}} to {{max}}.',
      whole: '{{name}}: {{value}} is not valid. Enter a whole number from {{min}} to {{max}}.',
      noPoints:
        '{{name}}: {{value}} leaves no points in the last crop layer. Decrease it, use fewer crop layers, or increase the points per side.'
    },
    onlyWithout: 'Only images without proposals',
    onlyWithoutHint: 'Skips images segmented with the same settings and model.',
    noImages: 'No images to segment.',
    start: 'Start',
    own_one: 'custom settings, {{count, number}} point per side',
    own_other: 'custom settings, {{count, number}} points per side',
    named: '{{preset}}, {{strategy}}'
  },
  task: {
    label: 'Segmentation job',
    running: 'Segmenting images: {{done, number}} of {{total, number}}',
    paused: 'Paused: {{done, number}} of {{total, number}} images segmented',
    finished: 'Done: {{done, number}} of {{total, number}} images segmented',
    cancelled: 'Canceled: {{done, number}} of {{total, number}} images segmented',
    failures_one: '{{count, number}} failed',
    failures_other: '{{count, number}} failed',
    failuresMore: 'Showing the first {{count, number}}.',
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
