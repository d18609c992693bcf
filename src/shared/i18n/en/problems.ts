import type { ProblemKind } from '../../schema/problem'

/** Each problem: a short title without placeholders, and a sentence that `params` fill in. */
export const problems = {
  'image-unreadable': {
    title: 'The image cannot be read',
    text: '{{file}} cannot be read as an image: {{reason}}'
  },
  'image-too-large': {
    title: 'The image is too large',
    text: '{{file}} has {{megapixels}} megapixels; the limit is {{limit}}. You can raise the limit in the settings.'
  },
  'image-missing': {
    title: 'The image file is missing',
    text: '{{file}} is no longer in its folder. Its objects are kept.'
  },
  'image-outside': {
    title: 'The image lies outside of the opened folder',
    text: '{{file}} leads outside of the opened folder and is not read.'
  },
  'folder-missing': {
    title: 'The folder is missing',
    text: 'The folder {{folder}} does not exist any more, or its disk is not connected.'
  },
  'folder-empty': {
    title: 'No images in this folder',
    text: 'No image was found in {{folder}} or its subfolders.'
  },
  'folder-unreadable': {
    title: 'The folder cannot be read',
    text: 'The folder {{folder}} cannot be read: {{reason}}'
  },
  'folder-not-writable': {
    title: 'The project is stored elsewhere',
    text: 'The folder {{folder}} cannot be written, so its project is kept in the application’s own data.'
  },
  'project-newer': {
    title: 'The project comes from a newer version',
    text: 'The project file {{file}} was written by a newer version of Maskwright (file version {{version}}, this program knows {{supported}}). Nothing was changed. Please update the program.'
  },
  'project-damaged': {
    title: 'The project file is damaged',
    text: 'The project file {{file}} is damaged: {{reason}}'
  },
  'project-recovered': {
    title: 'The project was damaged',
    text: 'The project file was damaged. Objects recovered: {{count}}. The damaged file is kept as {{file}}.'
  },
  'proposals-lost': {
    title: 'Some proposals are lost',
    text: 'Images whose proposals could not all be read: {{count}}. Segment them again to find the rest; objects are not concerned.'
  },
  'project-locked': {
    title: 'The project is already open',
    text: 'The project in {{folder}} is already open ({{holder}}). Close it there first.'
  },
  'disk-full': {
    title: 'The disk is full',
    text: 'There is no space left for {{file}}. Free some space and try again.'
  },
  'save-failed': {
    title: 'The change could not be saved',
    text: 'The change could not be saved: {{reason}}'
  },
  'label-duplicate': {
    title: 'There is already a class of this name',
    text: 'There is already a class named “{{name}}”.'
  },
  'label-in-use': {
    title: 'The class is in use',
    text: 'The class “{{name}}” is in use, or undo could bring back an object that has it (objects now: {{count}}).'
  },
  'model-missing': {
    title: 'The model is missing',
    text: 'The model file {{file}} is missing. Install the program again, or run its set-up; a model of your own has to be added again.'
  },
  'model-altered': {
    title: 'The model file was altered',
    text: 'The model file {{file}} is not the one that belongs to this program, so it is not used. Install the program again, or run its set-up; a model of your own has to be added again.'
  },
  'model-unreadable': {
    title: 'The model cannot be read',
    text: '{{file}} cannot be read as a model: {{reason}}'
  },
  'model-too-new': {
    title: 'The model is too new',
    text: '{{file}} is written for {{version}}, and this program knows up to {{supported}}. Export it with a lower opset, or update the program.'
  },
  'model-data': {
    title: 'The model’s weights cannot be used',
    text: '{{file}} has weights in the file {{data}}, which cannot be used: {{reason}}. It must lie in the model’s own folder.'
  },
  'model-unknown': {
    title: 'The model is of no known family',
    text: '{{file}} is of no known family. It takes {{inputs}} and gives {{outputs}}. Known families: {{families}}.'
  },
  'model-incomplete': {
    title: 'A part of the model is missing',
    text: '{{file}} is one part of a model. It also needs: {{missing}}.'
  },
  'model-classes': {
    title: 'The class names do not fit the model',
    text: '{{file}} tells {{classes}} classes apart, but there are {{names}} names.'
  },
  'model-nan': {
    title: 'The model gives no numbers',
    text: '{{file}} gave values that are not numbers ({{output}}). Its weights are damaged, or too large for 16-bit numbers.'
  },
  'model-failed': {
    title: 'The model failed',
    text: '{{file}} could not be run: {{reason}}'
  },
  'model-out-of-memory': {
    title: 'Not enough memory for the model',
    text: 'There is not enough memory to run {{file}}. Choose a smaller model, or close other programs.'
  },
  'model-duplicate': {
    title: 'The model is installed already',
    text: '{{name}} is in the library already.'
  },
  'model-built-in': {
    title: 'This model comes with the program',
    text: '{{name}} comes with the program and cannot be removed.'
  },
  'model-replaced': {
    title: 'The chosen model cannot be used',
    text: '{{name}} cannot be used, so {{used}} is: {{reason}}.'
  },
  'device-replaced': {
    title: 'The model runs on the processor',
    text: 'The model was to run on {{device}}, but runs on the processor: {{reason}}'
  },
  'model-test-failed': {
    title: 'The model could not be tried out',
    text: 'The model could not be tried out: {{reason}}'
  },
  'download-failed': {
    title: 'The download failed',
    text: '{{file}} could not be downloaded from {{host}}: {{reason}}'
  },
  'download-altered': {
    title: 'The download is not the right file',
    text: 'What {{host}} sent as {{file}} is not what was expected (its hash differs), so it was deleted.'
  },
  'cache-write-failed': {
    title: 'An image’s encoding could not be kept',
    text: 'An image’s encoding could not be kept on disk: {{reason}}. It is made again when it is needed.'
  },
  'cache-entry-damaged': {
    title: 'A kept encoding was damaged',
    text: 'The kept encoding of an image was damaged. It is made again.'
  },
  'worker-restarted': {
    title: 'A part of the engine was started again',
    text: 'A part of the engine stopped unexpectedly and was started again. Your work is saved.'
  },
  'engine-crashed': {
    title: 'The engine stopped unexpectedly',
    text: 'The engine stopped unexpectedly and is being started again (code: {{reason}}). Your work is saved.'
  },
  'engine-hung': {
    title: 'The engine did not answer',
    text: 'The engine did not answer for {{seconds}} s and is being started again. Your work is saved.'
  },
  'engine-unavailable': {
    title: 'The engine is not running',
    text: 'The engine is not running: {{reason}}. Drawing by hand works; outlining by points and boxes needs the engine.'
  },
  superseded: {
    title: 'Replaced by a newer request',
    text: 'This request was replaced by a newer one.'
  },
  cancelled: { title: 'Cancelled', text: 'Cancelled.' },
  'bad-prompt': {
    title: 'The engine cannot use this prompt',
    text: 'The engine cannot use this prompt: {{reason}}'
  },
  'prompt-unsupported': {
    title: 'The model does not know such prompts',
    text: '{{model}} cannot use this prompt: {{reason}}. Leave that out, or choose another model.'
  },
  'bad-input': {
    title: 'A request was refused',
    text: 'A request of the window was refused: {{reason}}'
  },
  'task-running': {
    title: 'A task is under way already',
    text: 'Another task works through this folder. Let it finish, or cancel it, before you begin the next.'
  },
  'export-empty': {
    title: 'There is nothing to export',
    text: 'No image matches the choice, so there is nothing to export.'
  },
  'export-failed': { title: 'The export failed', text: 'The export failed: {{reason}}' },
  'destination-unwritable': {
    title: 'The folder cannot be written',
    text: 'The folder {{folder}} cannot be written: {{reason}}'
  },
  'dataset-unknown': {
    title: 'No dataset was found',
    text: 'Nothing in {{file}} looks like a dataset in a known format.'
  },
  'dataset-broken': {
    title: 'The dataset cannot be read',
    text: '{{file}}, line {{line}}: {{reason}}. Nothing was imported.'
  },
  'import-failed': {
    title: 'The import failed',
    text: 'The import failed, and the project is as it was: {{reason}}'
  },
  'import-edited': {
    title: 'Images were edited since the import',
    text: 'The import cannot be taken back as one step. Images edited since: {{count, number}}. Undo those edits first, or take them back together with the import.'
  },
  'export-note': { title: 'A note on the export', text: '{{reason}} ({{note}}: {{count}})' },
  'not-open': { title: 'No project is open', text: 'No project is open.' },
  internal: { title: 'Something went wrong', text: 'An unexpected error: {{reason}}' }
} as const satisfies Record<ProblemKind, { title: string; text: string }>

/** What the codes of the readers of images and models and of the system mean; other reasons are shown as they come. */
export const reasons = {
  empty: 'the file is empty',
  'not-an-image': 'it is not an image in a known format',
  unsupported: 'this kind of image is not supported',
  truncated: 'the file ends too early',
  damaged: 'the image data is damaged',
  'not-onnx': 'it is not an ONNX model',
  outside: 'it lies elsewhere',
  'no-background': 'it knows no clicks on the background',
  'no-boxes': 'it knows no boxes',
  'too-many-points': 'it takes fewer points',
  'no-access': 'the file may not be opened',
  EACCES: 'access is denied',
  EPERM: 'the system does not permit it',
  EROFS: 'the disk is read-only',
  ENOENT: 'it does not exist',
  ENOTDIR: 'it is not a folder',
  EISDIR: 'it is a folder',
  ENOSPC: 'the disk is full',
  EEXIST: 'another file has the same name',
  ENOTFOUND: 'the address is not known. Is there a connection to the network?',
  ECONNREFUSED: 'the server refuses the connection',
  ECONNRESET: 'the connection was cut',
  ETIMEDOUT: 'the server does not answer',
  offline: 'there is no connection to the network',
  tls: 'the server’s certificate is not trusted',
  proxy: 'the proxy refuses the connection',
  'http-401': 'the server asks for a password (401)',
  'http-403': 'the server denies access (403)',
  'http-404': 'there is no such file on the server (404)',
  'http-429': 'the server is busy; try again later (429)',
  timeout: 'it took too long',
  archive: 'the archive is damaged, or holds no model',
  stopped: 'it has been stopped',
  closing: 'the application is closing',
  restarted: 'it was started anew',
  'no-adapter': 'there is no graphics device that it could use, or its driver is too old',
  'no-cuda': 'CUDA and cuDNN are not installed, or in another version',
  'no-library': 'a library that it needs is missing',
  'model-missing': 'a file of the model is missing',
  'model-altered': 'a file of the model was altered',
  'model-unreadable': 'its file cannot be read as a model',
  'model-data': 'its weights in other files cannot be used',
  'model-too-new': 'it is written for a newer version',
  'model-unknown': 'it is of no known family',
  'model-incomplete': 'a part of it is missing',
  'model-nan': 'it gives no numbers',
  'model-failed': 'it could not be run',
  'model-out-of-memory': 'there is not enough memory for it',
  encoder: 'its encoder',
  decoder: 'its decoder',
  EIO: 'the disk reported an error',
  EBUSY: 'another program is using it',
  EMFILE: 'too many files are open',
  ELOOP: 'its links lead in a circle'
} as const
