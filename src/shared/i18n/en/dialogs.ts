import { exportDialog } from './export'
import { importDialog } from './import'

/** Native dialogs of main, and the dialogs of the window. */
export const dialogs = {
  native: {
    openFolderTitle: 'Open a folder of images',
    openFolderButton: 'Open',
    modelFilesTitle: 'Choose a model: one ONNX file, or its encoder and decoder',
    modelFilesButton: 'Look at it',
    exportFolderTitle: 'Choose a folder for the dataset',
    exportFolderButton: 'Export here',
    importTitle: 'Choose a dataset',
    importButton: 'Choose',
    importFiles: 'Datasets',
    unsavedTitle: 'Some changes are not saved',
    unsavedMessage_one: '{{count}} change could not be saved.',
    unsavedMessage_other: '{{count}} changes could not be saved.',
    unsavedDetail: 'If you close now, they are lost.',
    unsavedStay: 'Stay and try again',
    unsavedClose: 'Close anyway',
    lateTitle: 'Still saving',
    lateMessage: 'The last changes are not saved yet.',
    lateDetail: 'The window closes as soon as they are. If you close it now, they are lost.',
    lateWait: 'Wait',
    lateClose: 'Close now',
    fatalTitle: 'Maskwright cannot start',
    fatalMessage: 'Maskwright could not start: {{reason}}',
    crashedTitle: 'The window stopped working',
    crashedMessage: 'The window stopped working. Everything that you accepted is saved.',
    crashedReload: 'Open the window again',
    crashedQuit: 'Quit',
    aboutDetail: 'Version {{version}}'
  },
  export: exportDialog,
  import: importDialog,
  /** What a job is doing. */
  phases: {
    preparing: 'Preparing…',
    comparing: 'Looking for images that are nearly the same…',
    reading: 'Reading the dataset…',
    writing: 'Writing…',
    copying: 'Copying images…',
    checking: 'Reading back what was written…',
    finishing: 'Finishing…'
  },
  progress: '{{done, number}} of {{total, number}}',
  settings: {
    title: 'Settings',
    language: 'Language',
    theme: 'Appearance',
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
    pixelLimit: 'Largest image, megapixels',
    pixelLimitHint: 'Larger images are refused before they are decoded, to protect the memory.',
    encodeAhead: 'Images to prepare ahead',
    encodeAheadHint: 'So many of the next images are encoded while you work. 0 turns it off.',
    cache: 'Cache of encoded images, MB',
    cacheHint: 'Each image takes about 4 MB. Deleted oldest first. 0 turns it off.',
    threads: 'Processor threads for the model',
    threadsHint: '0 chooses by the machine. The engine restarts to use them.',
    systemLanguage: 'As the system ({{language}})'
  },
  shortcuts: {
    title: 'Keyboard shortcuts',
    gestures: 'While drawing',
    layoutHint: 'Letters are the physical keys of the US layout, so they work with any keyboard layout.'
  },
  about: {
    title: 'About Maskwright',
    text: 'Labels image datasets with Segment Anything. Everything runs on this computer: no account, no server, no upload.',
    version: 'Version {{version}}',
    model: 'Model: {{model}}, on {{device}}',
    noModel: 'No model is loaded.',
    licence: 'Apache License 2.0. The model MobileSAM is under the Apache License 2.0 as well.'
  },
  damaged: {
    title: 'The project file is damaged',
    kept: 'The damaged file is kept aside, unchanged. Your images are not touched.',
    salvageable_one: '{{count, number}} object can still be read from it.',
    salvageable_other: '{{count, number}} objects can still be read from it.',
    nothing: 'No objects can be read from it.',
    salvage_one: 'Recover {{count, number}} object',
    salvage_other: 'Recover {{count, number}} objects',
    startNew: 'Start a new project'
  },
  palette: {
    placeholder: 'Type a command…',
    nothing: 'No such command'
  },
  classPicker: {
    forNew: 'Class of new objects…',
    forSelected_one: 'Class of {{count, number}} selected object…',
    forSelected_other: 'Class of {{count, number}} selected objects…',
    create: 'New class “{{name}}”',
    nothing: 'There are no classes yet: type the name of one.'
  }
} as const
