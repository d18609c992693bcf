/** The model library. */
export const models = {
  models: {
    title: 'Models',
    tabs: { installed: 'Installed', catalogue: 'Catalogue', settings: 'Devices and downloads' },
    offline:
      'Everything works without a network. Nothing is downloaded unless you ask for it here, and your images never leave this computer.',
    loading: 'Looking at the models…',
    tasks: {
      promptable: 'Outlines by clicks and boxes, and of whole images',
      segmenter: 'Masks of objects of known classes',
      detector: 'Boxes of objects of known classes'
    },
    noModels: {
      promptable: '—',
      segmenter: 'No model installed. FastSAM or a YOLO “seg” model goes here.',
      detector:
        'No model installed. YOLOX can be downloaded in the catalogue; other YOLO models can be added.'
    },
    taskNames: { promptable: 'clicks and boxes', segmenter: 'masks', detector: 'boxes' },
    chosen: 'In use',
    use: 'Use',
    stopUsing: 'Do not use',
    choosing: 'Trying it out…',
    remove: 'Remove {{name}}',
    removeQuestion: 'Delete {{name}} and its files ({{size}})?',
    removeYes: 'Delete',
    builtIn: 'comes with the program',
    facts: {
      family: 'Family',
      size: 'Size on disk',
      parameters: 'Parameters',
      input: 'Input',
      inputSize: '{{width}} × {{height}} px',
      inputDynamic: '{{width}} × {{height}} px, others too',
      licence: 'Licence',
      noLicence: 'not known',
      source: 'Source',
      files: 'Files',
      classes: 'Classes',
      masks: 'Masks a prompt',
      prompts: 'Understands',
      limits: 'Limits',
      unknown: '…'
    },
    prompts: {
      clicks: 'clicks on the object',
      background: 'clicks on the background',
      boxes: 'boxes',
      refine: 'a mask to refine',
      masksUnknown: 'the file does not say'
    },
    limits: {
      background: 'no clicks on the background',
      boxes: 'no boxes',
      points_one: 'at most {{count}} point (a box counts as two)',
      points_other: 'at most {{count}} points (a box counts as two)',
      refine: 'refines by the points alone'
    },
    checked: {
      'built-in': 'Its files are compared with their hashes at every start.',
      published:
        'The download was compared with the known hash; its files are compared again whenever they are loaded.',
      'first-download':
        'No hash is published: checked only against the first download. Its files are compared with that whenever they are loaded.',
      added: 'Added from the disk; its files are compared with what was added whenever they are loaded.'
    },
    classesCount_one: '{{count, number}} class',
    classesCount_other: '{{count, number}} classes',
    speed: {
      label: 'Speed here',
      none: 'not measured yet',
      promptable: '{{run}} ms an image, {{prompt}} ms a click',
      other: '{{run}} ms an image',
      on: '{{device}}: {{speed}}',
      failed: '{{device}}: does not run. {{reason}}',
      test: 'Measure',
      testHint: 'Runs the model on every device that can be used, for a minute at most.',
      testing: 'Measuring on {{device}}…',
      threads_one: 'with {{count}} thread',
      threads_other: 'with {{count}} threads'
    },
    device: {
      label: 'Device of {{name}}',
      auto: 'Automatic ({{device}})',
      names: { cpu: 'Processor', webgpu: 'WebGPU', cuda: 'CUDA', dml: 'DirectML', coreml: 'CoreML' },
      list: 'Devices',
      ready: 'can be used',
      trying: 'being tried…',
      unavailable: 'cannot be used here: {{reason}}',
      hint: 'A device is listed when the program was built for it, and can be used when a model really starts there. Automatic takes the fastest one of the last measurement.'
    },
    add: {
      button: 'Add from disk…',
      hint: 'One ONNX file, or an encoder and its decoder.',
      title: 'Look before it is added',
      recognised: 'Recognised as {{family}}: {{task}}',
      problem: 'This cannot be added',
      another: 'Choose the other file too…',
      name: 'Name',
      licence: 'Licence',
      licenceHint: 'As its publisher states it; kept with the model.',
      add: 'Add to the library',
      added: '{{name}} was added',
      note: 'The files are copied. Nothing was copied yet.'
    },
    catalogue: {
      download: 'Download',
      resume: 'Continue',
      pause: 'Pause',
      cancel: 'Cancel and delete what has come',
      retry: 'Try again',
      installed: 'Installed',
      checking: 'Checking and unpacking…',
      progress: '{{done}} of {{total}}',
      stopped: 'Paused at {{done}} of {{total}}',
      published: 'The hash is known beforehand and checked.',
      firstOnly: 'No hash is published: checked only against the first download.',
      exportOnly:
        'Published as PyTorch weights only. Export them to ONNX as docs/models.md shows, then add the file from the disk.',
      address: 'Address',
      page: 'About it'
    },
    settings: {
      mirror: 'Mirror',
      mirrorHint:
        'A base address that takes the place of github.com and huggingface.co in downloads; the rest of each address stays. Empty: the official addresses. Proxies are those of the system.',
      mirrorWrong: 'This is no address. It begins with https:// or http://.',
      folder: 'Your models lie in',
      showFolder: 'Show folder',
      threads: 'Processor threads for the model'
    }
  }
} as const
