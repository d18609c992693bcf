import { problem, type Problem } from '@shared/schema/problem'

const objects = (n: number): string => (n === 1 ? '1 object' : `${n} objects`)
const images = (n: number): string => (n === 1 ? '1 image' : `${n} images`)

/** What an export leaves out, changes or wants to be known, counted. English, for logs and the command line. */
const sentences = {
  'empty-shapes': (n: number) => `Left out for having no extent: ${objects(n)}.`,
  'misfit-masks': (n: number) => `Left out because the mask does not fit the image: ${objects(n)}.`,
  'unknown-class': (n: number) => `Left out because the class does not exist: ${objects(n)}.`,
  crowds: (n: number) => `Left out because YOLO labels cannot mark crowd regions: ${objects(n)}.`,
  attributes: (n: number) => `Written without attributes, which YOLO labels cannot carry: ${objects(n)}.`,
  'only-boxes': (n: number) => `Written as a box, which is all that YOLO detection carries: ${objects(n)}.`,
  'only-oriented-boxes': (n: number) =>
    `Written as the smallest turned box around it, which is all that YOLO OBB carries: ${objects(n)}.`,
  'box-outlines': (n: number) => `Written with a rectangle for outline, being boxes: ${objects(n)}.`,
  'outlines-as-pixels': (n: number) =>
    `Written pixel by pixel, because an outline of this format has no holes or parts: ${objects(n)}.`,
  'crowd-marks': (n: number) => `Written without being marked as crowd regions: ${objects(n)}.`,
  'unsaid-fields': (n: number) =>
    `Written without attributes, score, source or group, which the format cannot carry: ${objects(n)}.`,
  'boxes-instead': (n: number) => `Written as a box, which is all that the format carries: ${objects(n)}.`,
  'box-fractions': (n: number) =>
    `Written with fractions of pixels, which some trainers do not read: ${objects(n)}.`,
  covered: (n: number) => `Left out because others on top of it cover it wholly: ${objects(n)}.`,
  'partly-covered': (n: number) => `Written without what others on top of it cover: ${objects(n)}.`,
  'instances-joined': (n: number) =>
    `Joined with others of the class, which the format does not tell apart: ${objects(n)}.`,
  'no-number-left': (n: number) => `Left out because the mask has no number left for it: ${objects(n)}.`,
  'summary-only': () =>
    'The table is a summary: outlines and masks are not in it, and it is not read back in.',
  'same-box': (n: number) =>
    `Same class and box as another one, of which Ultralytics keeps one: ${objects(n)}.`,
  'renamed-images': (n: number) =>
    `Renamed, because not every system accepts the name, or file names would collide; see images.txt: ${images(n)}.`,
  'no-train-images': () => 'No image fell to train, so train points to other images in data.yaml.',
  'no-val-images': () => 'No image fell to val, so val points to other images in data.yaml.',
  'put-images': () =>
    'Images were not copied. Copy them into the folder images, under the names that images.txt lists.',
  'image-root': () => "Images were not copied. Set the trainer's image folder to the project's folder.",
  unmeasured: (n: number) =>
    `Left out because their image cannot be read and its size is not known: ${objects(n)}.`,
  'more-missing': (n: number) => `Missing or unreadable besides: ${images(n)}.`
} satisfies Record<string, (count: number) => string>

/** Names a note, for its translation. */
export type NoteCode = keyof typeof sentences

/** How many missing images are named one by one. */
const MOST_NAMED = 20

/** Collects notes; each code becomes one sentence, with how often it occurred. */
export class Notes {
  private readonly counts = new Map<NoteCode, number>()
  private readonly missing: string[] = []

  add(code: NoteCode, count = 1): void {
    if (count > 0) this.counts.set(code, (this.counts.get(code) ?? 0) + count)
  }

  /** An image whose file is missing or unreadable, which is left out with its objects. */
  imageMissing(path: string): void {
    if (this.missing.length < MOST_NAMED) this.missing.push(path)
    else this.add('more-missing')
  }

  list(): Problem[] {
    const missing = this.missing.map((file) =>
      problem('image-missing', `The image is missing or cannot be read: ${file}`, { file })
    )
    return [...missing, ...[...this.counts].map(([code, count]) => note(code, count))]
  }
}

/** A note as a problem: the code and the count stand beside the sentence, so that it can be translated. */
export function note(code: NoteCode, count: number): Problem {
  const message = sentences[code](count)
  return problem('export-note', message, { reason: message, note: code, count })
}
