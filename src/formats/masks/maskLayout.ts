import { baseOf, folderOf } from '../import/paths'
import type { SourceFiles } from '../import/reader'
import { withoutEnding } from '../names'
import { CLASS_FILE } from './classMap'

/** What a mask's numbers are: classes, objects of one image, or one object. */
export type MaskKind = 'semantic' | 'instances' | 'objects'

/** The masks of an image: a PNG, or for `objects` the list of them. */
export interface MaskFile {
  readonly kind: MaskKind
  readonly file: string
  /** The image's name without its ending, below the folder of masks. */
  readonly stem: string
}

/** What folders of masks are called, here and in VOC's and CVAT's datasets. */
const FOLDERS: Readonly<Record<string, MaskKind>> = {
  semantic: 'semantic',
  instances: 'instances',
  objects: 'objects',
  SegmentationClass: 'semantic',
  masks: 'semantic'
}
const PATH = new RegExp(`^(?:(.*)/)?(${Object.keys(FOLDERS).join('|')})/(.+)\\.(png|csv)$`)

/** The masks of a dataset: those in folders that are called so, or the chosen file. */
export function maskFiles(source: SourceFiles): readonly MaskFile[] {
  const { chosen } = source
  if (chosen !== null) return [{ kind: 'semantic', file: chosen, stem: withoutEnding(baseOf(chosen)) }]
  return source.paths.flatMap((file): MaskFile[] => {
    const [, , folder = '', stem = '', ending] = PATH.exec(file) ?? []
    const kind = FOLDERS[folder]
    // Of single objects the list is what counts, of all others the picture.
    return kind && (ending === 'csv') === (kind === 'objects') ? [{ kind, file, stem }] : []
  })
}

/** The file that says what the classes are. */
export function classFileOf(source: SourceFiles): string | undefined {
  if (source.chosen !== null) return undefined
  const isClassFile = (path: string): boolean => [CLASS_FILE, 'labelmap.txt'].includes(baseOf(path))
  return source.paths.filter(isClassFile).sort((a, b) => folderOf(a).length - folderOf(b).length)[0]
}
