import { EngineError } from '@shared/engineError'

/** Why a file is no image for us; the application has a sentence for each. */
export type UnreadableReason =
  | 'empty'
  | 'not-an-image'
  | 'unsupported'
  | 'truncated'
  | 'damaged'
  | 'no-access'
  | 'too-few-bytes'
  | 'too-many-bytes'
  | 'sizes-differ'

const SENTENCES: Record<UnreadableReason, string> = {
  empty: 'the file is empty',
  'not-an-image': 'it is not an image in a known format',
  unsupported: 'this kind of image is not supported',
  truncated: 'the file ends too early',
  damaged: 'the image data is damaged',
  'no-access': 'the file cannot be read',
  'too-few-bytes': 'the file has too few bytes for the size that it states',
  'too-many-bytes': 'the file is far larger than a picture of its size can be',
  'sizes-differ': 'the file states sizes that contradict each other'
}

/**
 * The error for a file that exists but gives no picture; params: `file`, `reason`, and `detail` in English.
 * Parsers that only see bytes leave `file` empty, and `namingFile` fills it in.
 */
export function unreadable(reason: UnreadableReason, detail = '', file = ''): EngineError {
  const name = file === '' ? 'The image' : `The image ${file}`
  const more = detail === '' ? '' : ` (${detail})`
  return new EngineError('image-unreadable', `${name} cannot be read: ${SENTENCES[reason]}${more}`, {
    file,
    reason,
    detail
  })
}

/** The error for an image over the pixel limit; params: `file`, `width`, `height`, `limit` (pixels). */
export function tooLarge(width: number, height: number, limit: number, file: string): EngineError {
  const megapixels = Math.round(limit / 1e6)
  return new EngineError(
    'image-too-large',
    `The image ${file} has ${width}×${height} pixels; the limit is ${megapixels} megapixels`,
    { file, width, height, limit }
  )
}

/** Anything thrown while a file is read, as an EngineError that names the file. */
export function namingFile(thrown: unknown, file: string): EngineError {
  if (thrown instanceof EngineError) {
    const { reason, detail } = thrown.params
    if (thrown.kind !== 'image-unreadable' || thrown.params.file !== '') return thrown
    return unreadable(reason as UnreadableReason, String(detail), file)
  }
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new EngineError('image-missing', `The image ${file} is missing`, { file })
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EISDIR' || code === 'EIO') {
    return unreadable('no-access', code, file)
  }
  return unreadable('damaged', thrown instanceof Error ? thrown.message : String(thrown), file)
}
