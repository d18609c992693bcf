import type { ProblemKind } from '../../schema/problem'

/** Each problem: a short title without placeholders, and a sentence that `params` fill in. */
export const problems = {
  'image-unreadable': {
    title: 'Image cannot be read',
    text: '{{file}} cannot be read as an image: {{reason}}'
  },
  'image-too-large': {
    title: 'Image is too large',
    text: '{{file}} has {{megapixels, number}} megapixels; the limit is {{limit, number}}. Increase the limit in the settings.'
  },
  'image-too-long': {
    title: 'Image is too long',
    text: '{{file}} has {{width, number}} × {{height, number}} pixels. The limit per side is {{limit, number}}.'
  },
  'image-too-costly': {
    title: 'Image needs too much memory',
    text: '{{file}} needs {{megabytes, number}} MB of memory to open; the limit is {{limit, number}} MB. Increase the limit in the settings.'
  },
  'image-decoding-failed': {
    title: 'Image could not be decoded',
    text: '{{file}} could not be decoded: {{reason}}. It will not be retried until the file changes or you select “Try again”.'
  },
  'image-missing': {
    title: 'Image file is missing',
    text: '{{file}} is no longer in its folder. Its objects are kept.'
  },
  'image-outside': {
    title: 'Image is outside the project folder',
    text: '{{file}} is outside the project folder and is not read.'
  },
  'folder-missing': {
    title: 'Folder not found',
    text: 'The folder {{folder}} no longer exists, or its disk is not connected.'
  },
  'folder-empty': {
    title: 'No images in this folder',
    text: 'No images found in {{folder}} or its subfolders.'
  },
  'folder-unreadable': {
    title: 'Folder cannot be read',
    text: 'The folder {{folder}} cannot be read: {{reason}}'
  },
  'folder-not-writable': {
    title: 'Project is stored elsewhere',
    text: 'The folder {{folder}} is not writable. Its project is stored in the application data folder.'
  },
  'project-newer': {
    title: 'Project was created by a newer version',
    text: 'The project file {{file}} was created by a newer version of Maskwright (file version {{version}}; this version supports {{supported}}). Nothing was changed. Update Maskwright to open it.'
  },
  'project-damaged': {
    title: 'Project file is corrupted',
    text: 'The project file {{file}} is corrupted: {{reason}}'
  },
  'project-linked': {
    title: 'Project contains a link',
    text: '{{file}} is a link or not a regular file. The project was not opened, because it could change files outside this folder. Delete the link or replace it with the file itself, then open the folder again.'
  },
  'project-recovered': {
    title: 'Project was recovered',
    text: 'The project file was corrupted. Objects recovered: {{count, number}}. The corrupted file was backed up as {{file}}.'
  },
  'proposals-lost': {
    title: 'Some proposals are lost',
    text: 'Images with unreadable proposals: {{count, number}}. Segment them again to restore the proposals. Objects are not affected.'
  },
  'project-locked': {
    title: 'Project is already open',
    text: 'The project in {{folder}} is already open ({{holder}}). Close it there first.'
  },
  'disk-full': {
    title: 'Disk is full',
    text: 'Not enough disk space for {{file}}. Free up space and try again.'
  },
  'save-failed': {
    title: 'Change could not be saved',
    text: 'The change could not be saved: {{reason}}'
  },
  'label-duplicate': {
    title: 'Class already exists',
    text: 'A class named “{{name}}” already exists.'
  },
  'label-in-use': {
    title: 'Class is in use',
    text: 'The class “{{name}}” is in use, or undo could restore an object with this class (current objects: {{count, number}}).'
  },
  'model-missing': {
    title: 'Model file is missing',
    text: 'The model file {{file}} is missing. Reinstall the app or run setup. If you added this model yourself, add it again.'
  },
  'model-altered': {
    title: 'Model file was modified',
    text: 'The model file {{file}} was modified (its hash does not match) and is not used. Reinstall the app or run setup. If you added this model yourself, add it again.'
  },
  'model-unreadable': {
    title: 'Model cannot be read',
    text: '{{file}} cannot be read as a model: {{reason}}'
  },
  'model-too-new': {
    title: 'Model version is not supported',
    text: '{{file}} requires {{version}}; supported up to {{supported}}. Export the model with a lower opset, or update Maskwright.'
  },
  'model-data': {
    title: 'Model weights cannot be used',
    text: '{{file}} stores its weights in {{data}}, which cannot be used: {{reason}}. The weights must be in the model’s folder.'
  },
  'model-unknown': {
    title: 'Unsupported model architecture',
    text: '{{file}} has an unsupported architecture. Inputs: {{inputs}}. Outputs: {{outputs}}. Supported architectures: {{families}}.'
  },
  'model-incomplete': {
    title: 'Part of the model is missing',
    text: '{{file}} is one part of a model. Also required: {{missing}}.'
  },
  'model-classes': {
    title: 'Class names do not match the model',
    text: '{{file}} outputs {{classes}} classes, but {{names}} class names are given.'
  },
  'model-nan': {
    title: 'Model output is NaN',
    text: '{{file}} produced NaN values ({{output}}). Its weights are corrupted or exceed the float16 range.'
  },
  'model-failed': {
    title: 'Model failed',
    text: '{{file}} could not be run: {{reason}}'
  },
  'model-out-of-memory': {
    title: 'Not enough memory for the model',
    text: 'Not enough memory to run {{file}}. Choose a smaller model or close other programs.'
  },
  'model-duplicate': {
    title: 'Model is already installed',
    text: '{{name}} is already in the library.'
  },
  'model-built-in': {
    title: 'Built-in models cannot be deleted',
    text: '{{name}} is a built-in model and cannot be deleted.'
  },
  'model-replaced': {
    title: 'Selected model cannot be used',
    text: '{{name}} cannot be used: {{reason}}. {{used}} is used instead.'
  },
  'device-replaced': {
    title: 'Model runs on the CPU',
    text: 'The model could not run on {{device}} and runs on the CPU instead: {{reason}}'
  },
  'model-test-failed': {
    title: 'Model test failed',
    text: 'The model test failed: {{reason}}'
  },
  'download-failed': {
    title: 'Download failed',
    text: '{{file}} could not be downloaded from {{host}}: {{reason}}'
  },
  'download-altered': {
    title: 'Downloaded file does not match',
    text: '{{file}} from {{host}} does not match the expected hash and was deleted. Try again later.'
  },
  'cache-write-failed': {
    title: 'Embedding could not be cached',
    text: 'An image embedding could not be cached on disk: {{reason}}. It is recomputed when needed.'
  },
  'cache-clear-failed': {
    title: 'Caches were not cleared completely',
    text: '{{file}} could not be deleted: {{reason}}. Close other programs that use it and try again.'
  },
  'cache-entry-damaged': {
    title: 'Cached embedding is corrupted',
    text: 'A cached image embedding is corrupted. It is recomputed.'
  },
  'worker-restarted': {
    title: 'Engine thread restarted',
    text: 'An engine thread stopped unexpectedly and was restarted. Your work is saved.'
  },
  'engine-crashed': {
    title: 'Engine stopped unexpectedly',
    text: 'The engine stopped unexpectedly and is restarting (code: {{reason}}). Your work is saved.'
  },
  'engine-hung': {
    title: 'Engine not responding',
    text: 'The engine did not respond for {{seconds}} s and is restarting. Your work is saved.'
  },
  'engine-unavailable': {
    title: 'Engine not running',
    text: 'The engine is not running: {{reason}}. You can draw manually; point and box prompts need the engine.'
  },
  superseded: {
    title: 'Superseded by a newer request',
    text: 'This request was superseded by a newer one.'
  },
  cancelled: { title: 'Canceled', text: 'Canceled.' },
  'bad-prompt': {
    title: 'Invalid prompt',
    text: 'Invalid prompt: {{reason}}'
  },
  'prompt-unsupported': {
    title: 'Prompt type not supported',
    text: '{{model}} does not support this prompt: {{reason}}. Change the prompt or choose another model.'
  },
  'bad-input': {
    title: 'Request rejected',
    text: 'Internal request rejected: {{reason}}'
  },
  'task-running': {
    title: 'Already running',
    text: 'Another job is running on this folder. Wait until it finishes or cancel it, then try again.'
  },
  'export-empty': {
    title: 'Nothing to export',
    text: 'No images match the selection. Change which images to export.'
  },
  'export-failed': { title: 'Export failed', text: 'Export failed: {{reason}}' },
  'destination-unwritable': {
    title: 'Folder is not writable',
    text: 'Cannot write to the folder {{folder}}: {{reason}}'
  },
  'dataset-unknown': {
    title: 'No dataset found',
    text: '{{file}} contains no dataset in a supported format.'
  },
  'dataset-broken': {
    title: 'Dataset cannot be read',
    text: '{{file}}, line {{line}}: {{reason}}. Nothing was imported.'
  },
  'import-failed': {
    title: 'Import failed',
    text: 'Import failed, and the project was not changed: {{reason}}'
  },
  'import-edited': {
    title: 'Images were edited after the import',
    text: 'The import cannot be undone in one step. Images edited after it: {{count, number}}. Undo these edits first, or undo them together with the import.'
  },
  'export-note': { title: 'Export note', text: '{{reason}} ({{note}}: {{count, number}})' },
  'not-open': { title: 'No project is open', text: 'No project is open.' },
  internal: { title: 'Unexpected error', text: 'Unexpected error: {{reason}}' }
} as const satisfies Record<ProblemKind, { title: string; text: string }>

/** What the codes of the readers of images and models and of the system mean; other reasons are shown as they come. */
export const reasons = {
  empty: 'the file is empty',
  'not-an-image': 'the file is not an image in a supported format',
  unsupported: 'this type of image is not supported',
  truncated: 'the file is truncated',
  damaged: 'the image data is corrupted',
  'not-onnx': 'the file is not an ONNX model',
  outside: 'the file is outside the folder',
  'no-background': 'negative points are not supported',
  'no-boxes': 'boxes are not supported',
  'too-many-points': 'too many points',
  'no-access': 'access to the file is denied',
  'too-few-bytes': 'the file is too small for its declared size',
  'too-many-bytes': 'the file is much larger than an image of its size can be',
  'sizes-differ': 'the file declares contradictory sizes',
  'decoder-crashed': 'the image decoder stopped unexpectedly',
  'decoder-timeout': 'the image decoder timed out',
  'decoder-memory': 'the image decoder ran out of memory',
  EACCES: 'access denied',
  EPERM: 'operation not permitted',
  EROFS: 'the disk is read-only',
  ENOENT: 'not found',
  ENOTDIR: 'not a folder',
  EISDIR: 'this is a folder',
  ENOSPC: 'the disk is full',
  EEXIST: 'a file with this name already exists',
  ENOTFOUND: 'server not found. Check the network connection',
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset',
  ETIMEDOUT: 'connection timed out',
  offline: 'no network connection',
  tls: 'the server’s certificate is not trusted',
  proxy: 'the proxy refused the connection',
  'http-401': 'the server requires authentication (401)',
  'http-403': 'the server denied access (403)',
  'http-404': 'file not found on the server (404)',
  'http-429': 'too many requests; try again later (429)',
  timeout: 'timed out',
  archive: 'the archive is corrupted or contains no model',
  'archive-encrypted': 'the archive is password-protected',
  'archive-too-large': 'the unpacked archive would be too large',
  stopped: 'it was stopped',
  closing: 'the app is closing',
  restarted: 'the engine was restarted',
  'no-adapter': 'no supported graphics device found, or its driver is outdated',
  'no-cuda': 'CUDA or cuDNN missing or incompatible',
  'no-library': 'a required library is missing',
  'model-missing': 'a model file is missing',
  'model-altered': 'a model file was modified',
  'model-unreadable': 'the file cannot be read as a model',
  'model-data': 'the external weights cannot be used',
  'model-too-new': 'the model version is not supported',
  'model-unknown': 'unsupported model architecture',
  'model-incomplete': 'part of the model is missing',
  'model-nan': 'the model output is NaN',
  'model-failed': 'the model could not be run',
  'model-out-of-memory': 'not enough memory for the model',
  encoder: 'the encoder',
  decoder: 'the decoder',
  EIO: 'disk I/O error',
  EBUSY: 'the file is used by another program',
  EMFILE: 'too many open files',
  ELOOP: 'symbolic-link loop'
} as const
