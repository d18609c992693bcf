import { exportDialog } from './export'
import { importDialog } from './import'

/** Native dialogs of main, and the dialogs of the window. */
export const dialogs = {
  native: {
    openFolderTitle: 'Open image folder',
    openFolderButton: 'Open',
    modelFilesTitle: 'Choose a model: one ONNX file, or an encoder and its decoder',
    modelFilesButton: 'Inspect',
    exportFolderTitle: 'Choose the export folder',
    exportFolderButton: 'Export here',
    importTitle: 'Choose a dataset to import',
    importButton: 'Choose',
    importFiles: 'Datasets',
    mirrorTitle: 'Change the download server for models',
    mirrorMessage: 'Download models from {{to}}?',
    mirrorDetail:
      'Current: {{from}}\nNew: {{to}}\n\nThe operator of this server can see which models you download. Models without a pinned SHA-256 cannot be verified.',
    mirrorOfficial: 'the official servers',
    mirrorAccept: 'Change',
    unverifiedTitle: 'Unverified model',
    unverifiedMessage: '{{name}} cannot be verified. Download anyway?',
    unverifiedDetail:
      'URL: {{address}}\nSize: {{megabytes, number}} MB\n\nNo SHA-256 is published for this file. The hash of this download is stored and shown; later downloads must match it.',
    unverifiedAccept: 'Download',
    unsavedTitle: 'Unsaved changes',
    unsavedMessage_one: '{{count, number}} change could not be saved.',
    unsavedMessage_other: '{{count, number}} changes could not be saved.',
    unsavedDetail: 'Closing now discards them.',
    unsavedStay: 'Keep open and retry',
    unsavedClose: 'Close anyway',
    lateTitle: 'Still saving',
    lateMessage: 'The last changes are not saved yet.',
    lateDetail: 'The window closes when saving is complete. Closing it now discards these changes.',
    lateWait: 'Wait',
    lateClose: 'Close now',
    fatalTitle: 'Maskwright cannot start',
    fatalMessage: 'Maskwright could not start: {{reason}}',
    crashedTitle: 'The window stopped working',
    crashedMessage: 'The window stopped working. All accepted changes are saved.',
    crashedReload: 'Reopen window',
    crashedQuit: 'Quit',
    aboutDetail: 'Version {{version}}'
  },
  export: exportDialog,
  import: importDialog,
  /** What a job is doing. */
  phases: {
    preparing: 'Preparing…',
    comparing: 'Finding near-duplicate images…',
    reading: 'Reading the dataset…',
    writing: 'Writing…',
    copying: 'Copying images…',
    checking: 'Verifying the exported files…',
    finishing: 'Finishing…',
    deleting: 'Deleting files…'
  },
  progress: '{{done, number}} of {{total, number}}',
  settings: {
    title: 'Settings',
    language: 'Language',
    theme: 'Theme',
    themes: { system: 'System default', light: 'Light', dark: 'Dark' },
    pixelLimit: 'Maximum image size (MP)',
    pixelLimitHint: 'Larger images are not opened, to avoid running out of memory.',
    encodeAhead: 'Images to prefetch',
    encodeAheadHint: 'Number of upcoming images to encode in the background. 0 = off.',
    cache: 'Embedding cache (MB)',
    cacheHint: 'About 4 MB per image. The oldest embeddings are deleted first. 0 = off.',
    threads: 'CPU threads for the model',
    threadsHint: '0 = automatic. Changing this restarts the engine.',
    systemLanguage: 'System default ({{language}})'
  },
  caches: {
    title: 'Caches',
    counting: 'Calculating size…',
    size: 'Embeddings: {{embeddings}}. Thumbnails: {{thumbnails}}.',
    clear: 'Clear caches…',
    confirm: 'Clear',
    hint: 'Stored for every opened folder, even after it is closed. Annotations are not affected.',
    cleared: '{{size}} freed. Embeddings and thumbnails are recreated when needed.'
  },
  shortcuts: {
    title: 'Keyboard shortcuts',
    gestures: 'Canvas',
    layoutHint: 'Letters are physical keys of the US layout and work with any keyboard layout.'
  },
  about: {
    title: 'About Maskwright',
    text: 'Label image datasets with Segment Anything. Runs entirely on this computer: no account, no server, no uploads.',
    version: 'Version {{version}}',
    model: 'Model: {{model}} on {{device}}',
    noModel: 'No model loaded.',
    licence: 'Apache License 2.0. The MobileSAM model is also licensed under the Apache License 2.0.'
  },
  damaged: {
    title: 'The project file is corrupted',
    kept: 'The corrupted file is kept as a backup. Your images are not affected.',
    salvageable_one: '{{count, number}} object can be recovered.',
    salvageable_other: '{{count, number}} objects can be recovered.',
    nothing: 'No objects can be recovered.',
    salvage_one: 'Recover {{count, number}} object',
    salvage_other: 'Recover {{count, number}} objects',
    startNew: 'Start new project'
  },
  palette: {
    placeholder: 'Type a command…',
    nothing: 'No matching commands'
  },
  classPicker: {
    forNew: 'Class for new objects…',
    forSelected_one: 'Class for {{count, number}} selected object…',
    forSelected_other: 'Class for {{count, number}} selected objects…',
    create: 'Create class “{{name}}”',
    nothing: 'No classes yet. Type a name to create one.'
  }
} as const
