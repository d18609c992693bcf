/** The model library. */
export const models = {
  models: {
    title: 'Models',
    tabs: { installed: 'Installed', catalogue: 'Catalog', settings: 'Devices and downloads' },
    offline:
      'Works offline. Nothing is downloaded unless you start a download here, and your images never leave this computer.',
    loading: 'Loading models…',
    tasks: {
      promptable: 'Point, box and whole-image segmentation',
      segmenter: 'Instance segmentation (fixed classes)',
      detector: 'Object detection (fixed classes)'
    },
    noModels: {
      promptable: '—',
      segmenter: 'No model installed. Add FastSAM or a YOLO “seg” model.',
      detector: 'No model installed. Download YOLOX from the catalog, or add another YOLO model.'
    },
    taskNames: {
      promptable: 'promptable segmentation',
      segmenter: 'instance segmentation',
      detector: 'object detection'
    },
    chosen: 'In use',
    use: 'Use',
    stopUsing: 'Stop using',
    choosing: 'Testing…',
    remove: 'Delete {{name}}',
    removeQuestion: 'Delete {{name}} and its files ({{size}})?',
    removeYes: 'Delete',
    builtIn: 'built-in',
    facts: {
      family: 'Architecture',
      size: 'Size on disk',
      parameters: 'Parameters',
      input: 'Input size',
      inputSize: '{{width}} × {{height}} px',
      inputDynamic: '{{width}} × {{height}} px (dynamic)',
      licence: 'License',
      noLicence: 'unknown',
      source: 'Source',
      files: 'Files',
      classes: 'Classes',
      masks: 'Masks per prompt',
      prompts: 'Supported prompts',
      limits: 'Limitations',
      unknown: '…'
    },
    prompts: {
      clicks: 'positive points',
      background: 'negative points',
      boxes: 'boxes',
      refine: 'mask input',
      masksUnknown: 'not stated in the file'
    },
    limits: {
      background: 'no negative points',
      boxes: 'no boxes',
      points_one: 'at most {{count, number}} point (a box counts as two)',
      points_other: 'at most {{count, number}} points (a box counts as two)',
      refine: 'refines from points only'
    },
    checked: {
      'built-in': 'Files are verified against their SHA-256 at every start.',
      published:
        'The download was verified against a pinned SHA-256; files are verified again every time they are loaded.',
      'first-download':
        'No published SHA-256: verified against the first download only, every time the files are loaded.',
      added: 'Added from disk; files are verified against the added ones every time they are loaded.'
    },
    classesCount_one: '{{count, number}} class',
    classesCount_other: '{{count, number}} classes',
    speed: {
      label: 'Speed on this machine',
      none: 'not measured yet',
      promptable: '{{run}} ms per image, {{prompt}} ms per prompt',
      other: '{{run}} ms per image',
      on: '{{device}}: {{speed}}',
      failed: '{{device}}: failed. {{reason}}',
      test: 'Measure',
      testHint: 'Runs the model on every available device for up to one minute.',
      testing: 'Measuring on {{device}}…',
      threads_one: 'with {{count, number}} thread',
      threads_other: 'with {{count, number}} threads'
    },
    device: {
      label: 'Device for {{name}}',
      auto: 'Automatic ({{device}})',
      names: { cpu: 'CPU', webgpu: 'WebGPU', cuda: 'CUDA', dml: 'DirectML', coreml: 'CoreML' },
      list: 'Devices',
      ready: 'available',
      trying: 'checking…',
      unavailable: 'not available: {{reason}}',
      hint: 'Lists the devices supported by this build. A device is available if a model starts on it. Automatic uses the fastest device of the last measurement.'
    },
    add: {
      button: 'Add from disk…',
      hint: 'One ONNX file, or an encoder and its decoder.',
      title: 'Review model',
      recognised: 'Detected {{family}}: {{task}}',
      problem: 'Cannot add this model',
      another: 'Choose the second file…',
      name: 'Name',
      licence: 'License',
      licenceHint: 'As stated by the publisher; stored with the model.',
      add: 'Add to library',
      added: '{{name}} added',
      note: 'The files will be copied to the library.'
    },
    catalogue: {
      download: 'Download',
      resume: 'Resume',
      pause: 'Pause',
      cancel: 'Discard download',
      retry: 'Try again',
      installed: 'Installed',
      checking: 'Verifying and unpacking…',
      progress: '{{done}} of {{total}}',
      stopped: 'Paused at {{done}} of {{total}}',
      published: 'Verified against a pinned SHA-256.',
      firstOnly: 'No published SHA-256: verified against the first download only.',
      hash: 'SHA-256: {{hash}}',
      exportOnly:
        'Published as PyTorch weights only. Export them to ONNX as described in docs/models.md, then add the file from disk.',
      address: 'URL',
      page: 'Website'
    },
    settings: {
      mirror: 'Mirror URL',
      mirrorHint:
        'Base URL that replaces github.com and huggingface.co in downloads. Leave empty to use the official URLs. Proxy settings are taken from the system.',
      mirrorWrong: 'Not a valid URL. Enter one that starts with https:// (http:// only for this computer).',
      folder: 'Model folder',
      showFolder: 'Show folder',
      threads: 'CPU threads for the model'
    }
  }
} as const
