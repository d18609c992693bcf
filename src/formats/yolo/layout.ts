import { NameMap } from '@shared/files/nameMap'
import type { SourceFiles } from '../import/reader'
import { baseOf, folderOf, joinPath } from '../import/paths'
import { withoutEnding } from '../names'

/** An image of a YOLO dataset: it is the label file that makes it one. */
export interface YoloImage {
  /** What the dataset calls it: relative to its part's folder; without an ending when the image is not there. */
  readonly name: string
  /** The image's own file, where it is there. */
  readonly path: string | null
  readonly labels: string
  readonly split: string | null
}

const IMAGE = /\.(?:jpe?g|jpe|jfif|png|webp|bmp|gif|avif|tiff?)$/i

/** Text files that are no label files. */
const NO_LABELS =
  /(?:^|\/)(?:classes|images|obj|readme[^/]*|requirements|train|val|valid|test|license)\.txt$/i

/** The label file of an image: the last folder `images` becomes `labels`, as in Ultralytics' img2label_paths. */
function labelsOf(image: string): string {
  const parts = image.split('/')
  const at = parts.slice(0, -1).lastIndexOf('images')
  if (at >= 0) parts[at] = 'labels'
  return `${withoutEnding(parts.join('/'))}.txt`
}

/** Where the images of a dataset are: folders and files of the source by what a description calls them. */
export class YoloLayout {
  private readonly imagesByLabels = new NameMap<string>()
  private readonly labelFiles: readonly string[]
  private readonly folders = new NameMap<string>()

  constructor(private readonly source: SourceFiles) {
    for (const path of source.paths) {
      if (IMAGE.test(path)) this.imagesByLabels.set(labelsOf(path), path)
      for (
        let folder = folderOf(path);
        folder !== '' && !this.folders.has(folder);
        folder = folderOf(folder)
      ) {
        this.folders.set(folder, folder)
      }
    }
    this.labelFiles = source.paths.filter((path) => /\.txt$/i.test(path) && !NO_LABELS.test(path))
  }

  /** All label files, with their images where they are there. */
  all(): YoloImage[] {
    return this.labelFiles.map((labels) => this.imageOf(labels, '', null))
  }

  /**
   * A folder or file of the source that a path means. Paths that are absolute, or lead out of the dataset, are of
   * another machine: as much of their end is taken as is there.
   */
  resolve(base: string, written: string, isFile: boolean): string | null {
    const parts = written
      .replaceAll('\\', '/')
      .split('/')
      .filter((part) => part !== '' && part !== '.')
    for (let from = 0; from < parts.length; from++) {
      const end = parts.slice(from)
      if (end.includes('..')) continue
      for (const start of base === '' ? [''] : [base, '']) {
        const path = joinPath(start, end.join('/'))
        const found = isFile ? this.source.find(path) : this.folders.get(path)
        if (found !== undefined && found !== null) return found
      }
    }
    return null
  }

  /** The images of a folder of images, those too of which only the label file is there. */
  below(folder: string, split: string): YoloImage[] {
    const written = folderOf(labelsOf(`${folder}/x`))
    const labelFolder = this.folders.get(written) ?? written
    return this.labelFiles
      .filter((path) => path.startsWith(`${labelFolder}/`))
      .map((labels) => this.imageOf(labels, folder, split))
  }

  /** The image of a list's entry, when it has a label file. */
  listed(path: string, split: string): YoloImage | null {
    const labels = this.source.find(labelsOf(path))
    return labels === null ? null : this.imageOf(labels, '', split)
  }

  private imageOf(labels: string, folder: string, split: string | null): YoloImage {
    const path = this.imagesByLabels.get(labels) ?? null
    const whole = path ?? withoutEnding(imagesFor(labels))
    const name =
      folder !== '' && whole.startsWith(`${folder}/`) ? whole.slice(folder.length + 1) : shortened(whole)
    return { name, path, labels, split }
  }
}

/** Where the image of a label file would be. */
function imagesFor(labels: string): string {
  const parts = labels.split('/')
  const at = parts.slice(0, -1).lastIndexOf('labels')
  if (at >= 0) parts[at] = 'images'
  return parts.join('/')
}

/** Without the folders up to `images`, and the part of the split below it. */
function shortened(path: string): string {
  const parts = path.split('/')
  const at = parts.slice(0, -1).lastIndexOf('images')
  const below = parts.slice(at + 1)
  const isPart = below.length > 1 && /^(?:train|valid|val|test)\d*$/i.test(below[0] ?? '')
  return (isPart ? below.slice(1) : below).join('/') || baseOf(path)
}
